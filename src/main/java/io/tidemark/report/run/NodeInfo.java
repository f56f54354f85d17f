package io.tidemark.report.run;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node as dbt's structured log describes it: {@code node_info}. */
final class NodeInfo {

  private NodeInfo() {}

  /**
   * The mapping.
   *
   * @param status {@code started}, {@code success}, {@code error}, {@code skipped}
   * @param startedAt null where it has not begun
   * @param finishedAt null where it has not ended
   */
  static Map<String, @Nullable Object> of(
      Node node, String status, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
    boolean declared = node.detail() instanceof NodeDetail.Declared;
    Map<String, @Nullable Object> relation = new LinkedHashMap<>();
    relation.put("alias", declared ? "" : node.relation().name());
    relation.put("database", node.relation().database());
    relation.put("relation_name", declared ? "" : node.relation().sql());
    relation.put("schema", node.relation().schema());
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("materialized", declared ? "" : node.config().materialized());
    info.put("meta", node.config().meta());
    info.put("node_checksum", node.file().checksum().value());
    info.put("node_finished_at", text(finishedAt));
    info.put("node_name", node.name());
    info.put("node_path", node.file().relativePath());
    info.put("node_relation", relation);
    info.put("node_started_at", text(startedAt));
    info.put("node_status", status);
    info.put("resource_type", node.type().dbtName());
    info.put("unique_id", node.uniqueId());
    return info;
  }

  private static String text(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }
}
