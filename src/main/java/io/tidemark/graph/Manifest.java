package io.tidemark.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a project before anything runs. Immutable.
 *
 * @param projectName the root project's name
 * @param nodes the models that are enabled, by unique id
 * @param disabled the models that are not
 * @param sources the tables of the sources that are enabled
 * @param dag models and sources in their order; without a cycle
 */
public record Manifest(
    String projectName,
    Map<String, Node> nodes,
    Map<String, Node> disabled,
    Map<String, SourceNode> sources,
    Dag dag) {

  /** Copies the maps, keeping their order. */
  public Manifest {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    disabled = Collections.unmodifiableMap(new LinkedHashMap<>(disabled));
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }

  /** The model of an id; empty if that is none or is disabled. */
  public Optional<Node> node(String uniqueId) {
    return Optional.ofNullable(nodes.get(uniqueId));
  }

  /** All that a selector can choose among. */
  public Map<String, Selectable> selectable() {
    Map<String, Selectable> all = new LinkedHashMap<>(nodes);
    all.putAll(sources);
    return all;
  }
}
