package io.tidemark.report.run;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunStatus;
import io.tidemark.batch.StoppedException;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.load.HalfLoadedException;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.report.console.Color;
import io.tidemark.report.console.LogLevel;
import io.tidemark.report.failure.UnfinishedTransfer;
import io.tidemark.transfer.plan.TransferProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of nodes and hooks, by dbt's names and codes. */
final class NodeEvents {

  private NodeEvents() {}

  static StatusEvent started(Node node, int index, int total, Instant now) {
    String description = Wording.described(node);
    Map<String, @Nullable Object> data =
        data(index, total, NodeInfo.of(node, "started", now, null));
    data.put("description", description);
    return new StatusLine(index, total, "START " + description, "RUN", null, null)
        .event("LogStartLine", "Q011", LogLevel.INFO, data);
  }

  static StatusEvent finished(NodeResult result, int index, int total) {
    return switch (result.status()) {
      case SUCCESS -> {
        String said = ResultWords.of(result.node()).done(result.node());
        yield ended(result, index, total, said, result.message(), Color.GREEN, LogLevel.INFO);
      }
      case PARTIAL_SUCCESS -> {
        String said = "PARTIALLY created " + Wording.described(result.node());
        yield ended(result, index, total, said, result.message(), Color.YELLOW, LogLevel.INFO);
      }
      case ERROR -> {
        if (StoppedException.is(result.failure())) {
          String said = "STOPPED " + Wording.described(result.node());
          String status = "STOPPED" + chunk(result);
          yield ended(result, index, total, said, status, Color.YELLOW, LogLevel.WARN);
        }
        if (Wording.isTest(result.node())) {
          yield TestEvents.finished(result, index, total, info(result));
        }
        String said = ResultWords.of(result.node()).failed(result.node());
        String status = "ERROR" + chunk(result);
        yield ended(result, index, total, said, status, Color.RED, LogLevel.ERROR);
      }
      case PASS, WARN, FAIL -> TestEvents.finished(result, index, total, info(result));
      case SKIPPED -> skipped(result, index, total);
      case NO_OP -> {
        String said = "NO-OP " + Wording.described(result.node());
        Duration took = Duration.between(result.compileStartedAt(), result.endedAt());
        Map<String, @Nullable Object> data = data(index, total, info(result));
        data.put("description", Wording.described(result.node()));
        data.put("execution_time", took.toNanos() / 1e9);
        yield new StatusLine(index, total, said, "NO-OP", Color.YELLOW, took)
            .event("LogNodeNoOpResult", "Q019", LogLevel.INFO, data);
      }
    };
  }

  private static StatusEvent ended(
      NodeResult result,
      int index,
      int total,
      String said,
      String status,
      Color color,
      LogLevel level) {
    ResultWords words = ResultWords.of(result.node());
    Duration took = Duration.between(result.compileStartedAt(), result.endedAt());
    Map<String, @Nullable Object> data = data(index, total, info(result));
    data.put("description", Wording.described(result.node()));
    data.put("execution_time", took.toNanos() / 1e9);
    data.put("status", result.status() == RunStatus.ERROR ? "error" : result.message());
    if (result.failure() instanceof HalfLoadedException half) {
      data.put("unfinished_load", unfinished(half.left()));
    }
    UnfinishedTransfer.in(result.failure())
        .ifPresent(left -> data.put("unfinished_load", unfinished(left.left())));
    return new StatusLine(index, total, said, status, color, took)
        .event(words.event(), words.code(), level, data);
  }

  /** {@code at chunk 7 of 20}, where a load failed between two chunks. */
  private static String chunk(NodeResult result) {
    if (!(result.failure() instanceof HalfLoadedException half)) {
      return "";
    }
    String chunks = Wording.number(half.left().increment().chunks());
    return half.left().complete()
        ? " after chunk %s of %s".formatted(chunks, chunks)
        : " at chunk %s of %s".formatted(Wording.number(half.left().chunksLoaded() + 1), chunks);
  }

  private static Map<String, @Nullable Object> unfinished(Checkpoint left) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("chunks", left.increment().chunks());
    data.put("chunks_loaded", left.chunksLoaded());
    data.put("rows", left.increment().rows());
    data.put("rows_loaded", left.rowsLoaded());
    return data;
  }

  private static Map<String, @Nullable Object> unfinished(TransferProgress left) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("chunks_loaded", left.chunks());
    data.put("rows", left.estimatedRows());
    data.put("rows_loaded", left.rows());
    return data;
  }

  private static StatusEvent skipped(NodeResult result, int index, int total) {
    Map<String, @Nullable Object> data = data(index, total, info(result));
    data.put("node_name", result.node().name());
    data.put("resource_type", result.node().type().dbtName());
    data.put("schema", result.node().relation().schema());
    Node node = result.node();
    if (result.failedEphemeral() != null) {
      data.put("relation", node.name());
      data.put("status", "error");
      String text =
          "SKIP relation %s due to ephemeral model status 'error'"
              .formatted(node.relation().display());
      return new StatusLine(index, total, text, "ERROR SKIP", Color.RED, null)
          .event("LogSkipBecauseError", "Z034", LogLevel.ERROR, data);
    }
    String said =
        Wording.isTest(node) || node.detail() instanceof NodeDetail.Declared
            ? "SKIP " + Wording.described(node)
            : "SKIP relation " + node.relation().display();
    return new StatusLine(index, total, said, "SKIP", Color.YELLOW, null)
        .event("SkippingDetails", "Q034", LogLevel.INFO, data);
  }

  private static Map<String, @Nullable Object> info(NodeResult result) {
    boolean tried = result.status() != RunStatus.SKIPPED;
    return NodeInfo.of(
        result.node(),
        result.status().dbtName(),
        tried ? result.compileStartedAt() : null,
        tried ? result.endedAt() : null);
  }

  static StatusEvent hookStarted(RunHook hook, int total) {
    int index = hook.index() + 1;
    return new StatusLine(index, total, "START hook: " + hook.shownName(), "RUN", null, null)
        .event("LogHookStartLine", "Q032", LogLevel.INFO, data(hook, total));
  }

  static StatusEvent hookFinished(HookResult result, int total) {
    String name = result.hook().shownName();
    Duration took = Duration.between(result.startedAt(), result.endedAt());
    int index = result.hook().index() + 1;
    Map<String, @Nullable Object> data = data(result.hook(), total);
    data.put("execution_time", took.toNanos() / 1e9);
    data.put("status", result.status().dbtName());
    return switch (result.status()) {
      case SUCCESS, PASS, WARN, NO_OP ->
          new StatusLine(index, total, "OK hook: " + name, "OK", Color.GREEN, took)
              .event("LogHookEndLine", "Q033", LogLevel.INFO, data);
      case ERROR, PARTIAL_SUCCESS, FAIL ->
          new StatusLine(index, total, "ERROR hook: " + name, "ERROR", Color.RED, took)
              .event("LogHookEndLine", "Q033", LogLevel.ERROR, data);
      case SKIPPED ->
          new StatusLine(index, total, "SKIP hook: " + name, "SKIP", Color.YELLOW, null)
              .event("LogHookEndLine", "Q033", LogLevel.INFO, data);
    };
  }

  private static Map<String, @Nullable Object> data(RunHook hook, int total) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("index", hook.index() + 1);
    data.put("statement", hook.shownName());
    data.put("total", total);
    return data;
  }

  private static Map<String, @Nullable Object> data(
      int index, int total, Map<String, @Nullable Object> nodeInfo) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("index", index);
    data.put("node_info", nodeInfo);
    data.put("total", total);
    return data;
  }
}
