package io.tidemark.report.run;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.report.console.Color;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a microbatch model's batches, by dbt's names and codes. */
final class BatchEvents {

  private static final String PREFIX = "Batch ";

  private BatchEvents() {}

  static StatusEvent started(Node node, Microbatch batch, int index, int total, Instant now) {
    String description = described(node, batch);
    Map<String, @Nullable Object> info = NodeInfo.of(node, "started", now, null);
    return new StatusLine(index, total, "START " + description, "RUN", null, null)
        .behind(PREFIX)
        .event("LogStartBatch", "Q045", LogLevel.INFO, data(description, index, total, info));
  }

  static StatusEvent finished(Node node, BatchResult result) {
    String description = described(node, result.batch());
    if (result.skipped()) {
      return line(node, result, "SKIP " + description, "SKIPPED", Color.YELLOW, LogLevel.INFO);
    }
    return result.failure() == null
        ? line(
            node,
            result,
            "OK created " + description,
            String.valueOf(result.message()),
            Color.GREEN,
            LogLevel.INFO)
        : line(node, result, "ERROR creating " + description, "ERROR", Color.RED, LogLevel.ERROR);
  }

  /** What dbt calls the failure of one batch of several. */
  static LogEvent failed(Node node, BatchResult result, String why) {
    String exception = "Exception on worker thread. " + why;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("build_path", "");
    data.put("exc", exception);
    data.put("node_info", NodeInfo.of(node, "started", result.startedAt(), result.endedAt()));
    data.put("unique_id", node.uniqueId());
    return LogEvent.of(
            "GenericExceptionOnRun",
            "W004",
            LogLevel.ERROR,
            "  " + described(node, result.batch()) + ": " + why)
        .with(data);
  }

  private static StatusEvent line(
      Node node, BatchResult result, String said, String shown, Color color, LogLevel level) {
    Duration took = Duration.between(result.startedAt(), result.endedAt());
    String status =
        result.skipped() ? "skipped" : result.failure() == null ? result.message() : "error";
    Map<String, @Nullable Object> info =
        NodeInfo.of(node, "started", result.startedAt(), result.endedAt());
    Map<String, @Nullable Object> data =
        data(described(node, result.batch()), result.index(), result.total(), info);
    data.put("execution_time", took.toNanos() / 1e9);
    data.put("status", status);
    return new StatusLine(result.index(), result.total(), said, shown, color, took)
        .behind(PREFIX)
        .event("LogBatchResult", "Q046", level, data);
  }

  /** {@code batch 2024-01-01 of shop.orders}, as dbt says it. */
  private static String described(Node node, Microbatch batch) {
    return "batch %s of %s".formatted(batch.name(), node.relation().display());
  }

  private static Map<String, @Nullable Object> data(
      String description, int index, int total, Map<String, @Nullable Object> nodeInfo) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("batch_index", index);
    data.put("description", description);
    data.put("node_info", nodeInfo);
    data.put("total_batches", total);
    return data;
  }
}
