package io.tidemark.graph;

import io.tidemark.project.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a project and its packages before anything runs. Immutable.
 *
 * @param projectName the root project's name
 * @param packageFirst whether a reference is looked for in its own package before the root project
 * @param nodes models, seeds, snapshots, analyses, functions and tests that are enabled, by unique
 *     id
 * @param hooks those of the run that are enabled, by unique id
 * @param disabled everything that is not
 * @param sources the tables of the sources that are enabled
 * @param unitTests the unit tests that are enabled
 * @param declarations exposures, groups, metrics, semantic models and saved queries
 * @param docs docs blocks, by unique id
 * @param dag all but groups and docs in their order; without a cycle
 * @param warnings what must be told and does not stop the run
 */
public record Manifest(
    String projectName,
    boolean packageFirst,
    Map<String, Node> nodes,
    Map<String, Node> hooks,
    List<Selectable> disabled,
    Map<String, SourceNode> sources,
    Map<String, UnitTest> unitTests,
    Map<String, Declaration> declarations,
    Map<String, DocsBlock> docs,
    Dag dag,
    List<Problem> warnings) {

  /** Copies the maps, keeping their order. */
  public Manifest {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    hooks = Collections.unmodifiableMap(new LinkedHashMap<>(hooks));
    disabled = List.copyOf(disabled);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    unitTests = Collections.unmodifiableMap(new LinkedHashMap<>(unitTests));
    declarations = Collections.unmodifiableMap(new LinkedHashMap<>(declarations));
    warnings = List.copyOf(warnings);
    docs = Collections.unmodifiableMap(new LinkedHashMap<>(docs));
  }

  /**
   * The tests that are disabled because something they read is not there or is disabled. In dbt's
   * manifest they stand among the nodes.
   */
  public List<Node> testsLeftOut() {
    List<Node> tests = new ArrayList<>();
    for (Selectable one : disabled) {
      if (one instanceof Node node && node.type() == ResourceType.TEST && Switched.isOff(node)) {
        tests.add(node);
      }
    }
    return tests;
  }

  /**
   * The same for a run, whose hooks stand in the order in which they run and have their numbers in
   * it: as in dbt the project's own first, then those of packages by their names.
   */
  public Manifest inRun() {
    Map<String, Node> ordered = new LinkedHashMap<>();
    for (boolean start : new boolean[] {true, false}) {
      List<Node> ofPhase =
          hooks.values().stream()
              .filter(
                  one -> one.detail() instanceof NodeDetail.RunHook hook && hook.start() == start)
              .sorted(
                  Comparator.comparing(
                      one -> one.packageName().equals(projectName) ? "" : one.packageName()))
              .toList();
      for (int i = 0; i < ofPhase.size(); i++) {
        ordered.put(ofPhase.get(i).uniqueId(), ofPhase.get(i).numbered(i + 1));
      }
    }
    return new Manifest(
        projectName,
        packageFirst,
        nodes,
        ordered,
        disabled,
        sources,
        unitTests,
        declarations,
        docs,
        dag,
        warnings);
  }

  /** The node of an id; empty if that is none or is disabled. */
  public Optional<Node> node(String uniqueId) {
    return Optional.ofNullable(nodes.get(uniqueId));
  }

  /** The models that are enabled, by unique id. */
  public Map<String, Node> models() {
    return nodes(ResourceType.MODEL);
  }

  /** The nodes of a kind that are enabled, by unique id. */
  public Map<String, Node> nodes(ResourceType type) {
    Map<String, Node> found = new LinkedHashMap<>(nodes);
    found.values().removeIf(node -> node.type() != type);
    return found;
  }

  /** The tables of sources that are copied into the target, as nodes, by unique id. */
  public Map<String, Node> loads() {
    Map<String, Node> loads = new LinkedHashMap<>();
    sources.forEach(
        (id, source) -> {
          if (source.loaded()) {
            loads.put(id, source.asNode());
          }
        });
    return loads;
  }

  /** The declarations of a kind, by unique id. */
  public Map<String, Declaration> declarations(ResourceType type) {
    Map<String, Declaration> found = new LinkedHashMap<>(declarations);
    found.values().removeIf(one -> one.type() != type);
    return found;
  }

  /** All that a selector can choose among. */
  public Map<String, Selectable> selectable() {
    Map<String, Selectable> all = new LinkedHashMap<>(nodes);
    all.putAll(hooks);
    all.putAll(sources);
    all.putAll(unitTests);
    declarations.forEach(
        (id, one) -> {
          if (one.type() != ResourceType.GROUP) {
            all.put(id, one);
          }
        });
    return all;
  }
}
