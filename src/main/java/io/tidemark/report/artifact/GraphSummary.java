package io.tidemark.report.artifact;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Selectable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code graph_summary.json}: the graph with numbers for nodes, as dbt writes it. */
public final class GraphSummary {

  /** The file's name. */
  public static final String FILE_NAME = "graph_summary.json";

  private final Manifest manifest;
  private final Dag withTests;
  private final String invocationId;

  /**
   * A summary.
   *
   * @param withTests the order in which nodes wait for the tests of what they read
   */
  public GraphSummary(Manifest manifest, Dag withTests, String invocationId) {
    this.manifest = manifest;
    this.withTests = withTests;
    this.invocationId = invocationId;
  }

  /**
   * Writes it, all or nothing.
   *
   * @throws IOException if it can't be written
   */
  public void write(Path path) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("_invocation_id", invocationId);
    content.put("linked", numbered(manifest.dag()));
    content.put("with_test_edges", numbered(withTests));
    ArtifactFile.write(path, content);
  }

  private Map<String, Object> numbered(Dag dag) {
    Map<String, Selectable> known = manifest.selectable();
    List<String> ids = List.copyOf(dag.nodes());
    Map<String, Integer> numbers = new LinkedHashMap<>();
    ids.forEach(id -> numbers.put(id, numbers.size()));
    Map<String, Object> nodes = new LinkedHashMap<>();
    for (String id : ids) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("name", id);
      Selectable one = known.get(id);
      node.put("type", one == null ? id.substring(0, id.indexOf('.')) : one.type().dbtName());
      List<Integer> after = new ArrayList<>();
      dag.downstreams(id).forEach(next -> after.add(numbers.get(next)));
      if (!after.isEmpty()) {
        node.put("succ", after);
      }
      nodes.put(String.valueOf(numbers.get(id)), node);
    }
    return nodes;
  }
}
