package io.tidemark.project.properties;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all properties files of a project say, in the order of the files. Immutable.
 *
 * @param nodes models, seeds, snapshots, analyses and functions, by the key under which they stand
 *     and name
 * @param sources one for each entry; a source may be spread over several entries
 * @param macros by name
 * @param others entries of every other kind
 */
public record Properties(
    Map<String, Map<String, NodeProperties>> nodes,
    List<SourceDefinition> sources,
    Map<String, MacroProperties> macros,
    List<RawProperties> others) {

  /** Nothing is said. */
  public static final Properties NONE = new Properties(Map.of(), List.of(), Map.of(), List.of());

  /** The same with other sources. */
  Properties with(List<SourceDefinition> others) {
    return new Properties(nodes, List.copyOf(others), macros, this.others);
  }

  /** The models that are described, by name. */
  public Map<String, NodeProperties> models() {
    return nodes("models");
  }

  /** The seeds that are described, by name. */
  public Map<String, NodeProperties> seeds() {
    return nodes("seeds");
  }

  /** The snapshots that are described, by name. */
  public Map<String, NodeProperties> snapshots() {
    return nodes("snapshots");
  }

  /** The nodes that are described under a key, by name. */
  public Map<String, NodeProperties> nodes(String kind) {
    return nodes.getOrDefault(kind, Map.of());
  }

  /** What is said of a model, if anything. */
  public Optional<NodeProperties> model(String name) {
    return Optional.ofNullable(models().get(name));
  }

  /** The entries of another kind: {@code exposures}, {@code groups}, {@code unit_tests}, … */
  public List<RawProperties> others(String kind) {
    return others.stream().filter(one -> one.kind().equals(kind)).toList();
  }
}
