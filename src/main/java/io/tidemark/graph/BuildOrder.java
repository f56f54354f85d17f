package io.tidemark.graph;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of {@code build}, which is dbt's: a node waits for the tests of what it reads, directly
 * or not, and for its own unit tests.
 *
 * <p>A test of several nodes is waited for only by what comes after all of them: whoever waited
 * earlier would wait for a node that it does not read, perhaps for itself.
 */
public final class BuildOrder {

  private final Manifest manifest;
  private final Dag dag;
  private final Map<String, Set<String>> upstreams = new LinkedHashMap<>();

  private BuildOrder(Manifest manifest) {
    this.manifest = manifest;
    this.dag = manifest.dag();
  }

  /** The nodes of the manifest in that order. */
  public static Dag of(Manifest manifest) {
    return new BuildOrder(manifest).dag();
  }

  private Dag dag() {
    dag.nodes().forEach(id -> upstreams.put(id, new LinkedHashSet<>(dag.upstreams(id))));
    for (Node node : manifest.nodes().values()) {
      if (node.type() == ResourceType.TEST) {
        waitingFor(node).forEach(id -> before(id).add(node.uniqueId()));
      }
    }
    // After the tests, as a unit test waits for all that its model waits for.
    for (UnitTest test : manifest.unitTests().values()) {
      Set<String> before = before(test.uniqueId());
      before.remove(test.model());
      before.addAll(
          before(test.model()).stream()
              .filter(id -> !manifest.unitTests().containsKey(id))
              .toList());
      before(test.model()).add(test.uniqueId());
    }
    return Dag.of(upstreams);
  }

  private Set<String> before(String id) {
    return upstreams.computeIfAbsent(id, any -> new LinkedHashSet<>());
  }

  /** Who waits for a test; those that come after them wait for it through them. */
  private Collection<String> waitingFor(Node test) {
    List<String> tested = test.dependsOn().stream().filter(dag.nodes()::contains).toList();
    if (tested.isEmpty()) {
      return List.of();
    }
    if (tested.size() == 1) {
      return dag.downstreams(tested.get(0)).stream().filter(this::waits).toList();
    }
    Set<String> afterAll = null;
    for (String id : tested) {
      Set<String> after = dag.descendants(id, Integer.MAX_VALUE);
      if (afterAll == null) {
        afterAll = new LinkedHashSet<>(after);
      } else {
        afterAll.retainAll(after);
      }
    }
    Set<String> waiting = new LinkedHashSet<>(afterAll);
    waiting.removeIf(id -> !waits(id));
    Set<String> all = Set.copyOf(waiting);
    waiting.removeIf(id -> dag.upstreams(id).stream().anyMatch(all::contains));
    return waiting;
  }

  /** Models, seeds, snapshots, hooks of the run; not what is never run, nor tests themselves. */
  private boolean waits(String id) {
    Node node = manifest.nodes().get(id);
    return manifest.hooks().containsKey(id) || (node != null && node.type() != ResourceType.TEST);
  }
}
