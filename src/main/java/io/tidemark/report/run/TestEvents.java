package io.tidemark.report.run;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.NodeDetail;
import io.tidemark.report.console.Color;
import io.tidemark.report.console.LogLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of tests that have ended, by dbt's name and code. */
final class TestEvents {

  private TestEvents() {}

  /** {@code 2 of 5 FAIL 3 unique_orders_id ..... [FAIL 3 in 0.12s]}. */
  static StatusEvent finished(NodeResult result, int index, int total, Map<String, ?> nodeInfo) {
    String name = Wording.testName(result.node());
    String status = status(result);
    Duration took = Duration.between(result.compileStartedAt(), result.endedAt());
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(
        "attached_node",
        result.node().detail() instanceof NodeDetail.GenericTest test
            ? Objects.requireNonNullElse(test.attachedNode(), "")
            : "");
    data.put("execution_time", took.toNanos() / 1e9);
    data.put("index", index);
    data.put("name", name);
    data.put("node_info", nodeInfo);
    data.put("num_failures", result.failures() == null ? 0 : result.failures());
    data.put("num_models", total);
    data.put("status", result.status().dbtName());
    return new StatusLine(index, total, status + " " + name, status, color(result.status()), took)
        .event("LogTestResult", "Q007", level(result.status()), data);
  }

  private static String status(NodeResult result) {
    return switch (result.status()) {
      case WARN -> "WARN " + result.failures();
      case FAIL -> "FAIL " + result.failures();
      case ERROR, PARTIAL_SUCCESS -> "ERROR";
      case SUCCESS, PASS, NO_OP, SKIPPED -> "PASS";
    };
  }

  private static Color color(RunStatus status) {
    return switch (status) {
      case WARN -> Color.YELLOW;
      case FAIL, ERROR, PARTIAL_SUCCESS -> Color.RED;
      case SUCCESS, PASS, NO_OP, SKIPPED -> Color.GREEN;
    };
  }

  private static LogLevel level(RunStatus status) {
    return switch (status) {
      case WARN -> LogLevel.WARN;
      case FAIL, ERROR, PARTIAL_SUCCESS -> LogLevel.ERROR;
      case SUCCESS, PASS, NO_OP, SKIPPED -> LogLevel.INFO;
    };
  }
}
