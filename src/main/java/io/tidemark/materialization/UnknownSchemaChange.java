package io.tidemark.materialization;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import java.util.Arrays;
import java.util.List;

/**
 * Warns of incremental models whose {@code on_schema_change} is none that there is. As in dbt they
 * are loaded as with {@code ignore}: new columns of the query are left out.
 */
public final class UnknownSchemaChange {

  private UnknownSchemaChange() {}

  /** A warning for each, in the order of the nodes. */
  public static List<Problem> of(Manifest manifest) {
    return manifest.nodes().values().stream()
        .filter(UnknownSchemaChange::isWrong)
        .map(node -> problem(node.config()))
        .toList();
  }

  private static boolean isWrong(Node node) {
    if (node.type() != ResourceType.MODEL
        || !node.config().materialized().equals("incremental")
        || node.config().get(IncrementalSettings.ON_SCHEMA_CHANGE) == null) {
      return false;
    }
    String name = node.config().string(IncrementalSettings.ON_SCHEMA_CHANGE, "");
    return OnSchemaChange.named(name).isEmpty();
  }

  private static Problem problem(NodeConfig config) {
    List<String> names =
        Arrays.stream(OnSchemaChange.values()).map(OnSchemaChange::dbtName).toList();
    return config
        .notAllowed(IncrementalSettings.ON_SCHEMA_CHANGE, names)
        .next("As in dbt it is taken for \"ignore\": new columns are left out.");
  }
}
