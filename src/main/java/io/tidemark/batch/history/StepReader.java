package io.tidemark.batch.history;

import io.tidemark.batch.StepState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.dao.DefaultExecutionContextSerializer;

/** Makes steps out of step executions, which come in the order of their numbers. */
final class StepReader {

  private final Map<String, StepRow> rows = new LinkedHashMap<>();

  /** The steps, in the order in which they were first begun. */
  List<StepRow> rows() {
    return List.copyOf(rows.values());
  }

  /** One more execution. */
  void add(ResultSet row) throws SQLException {
    Map<String, Object> context = context(row.getString(12));
    String kept = row.getString(3);
    StepState state =
        StepState.of(RunHistory.text(row.getString(4)), RunHistory.text(row.getString(5)));
    Instant start = RunHistory.instant(row.getTimestamp(9));
    Instant end = RunHistory.instant(row.getTimestamp(10));
    if (end == null && !state.equals(StepState.RUNNING)) {
      end = start == null ? null : RunHistory.instant(row.getTimestamp(11));
    }
    StepRow before = rows.get(kept);
    List<StepRow.Executed> executions = new ArrayList<>();
    if (before != null) {
      executions.addAll(before.executions());
    }
    executions.add(new StepRow.Executed(row.getLong(2), state, start, end));
    rows.put(
        kept,
        new StepRow(
            kept,
            name(kept, context),
            state,
            tries(before, state, context),
            Math.max(row.getLong(7), row.getLong(8)),
            ExitMessage.of(row.getString(6)),
            executions,
            "true".equals(String.valueOf(context.get("marked")))));
  }

  /** Of a name that was cut, all of it. */
  private static String name(String kept, Map<String, Object> context) {
    if (!(context.get("node") instanceof String node)) {
      return kept;
    }
    Object task = context.get("task");
    return task == null ? node : task + "/" + node;
  }

  /** A job's task counts its own; of a plain node each execution is a try. */
  private static long tries(
      @Nullable StepRow before, StepState state, Map<String, Object> context) {
    if (context.get("try_number") instanceof Number number) {
      return number.longValue();
    }
    long earlier = before == null ? 0 : before.tries();
    return tried(state) ? earlier + 1 : earlier;
  }

  /** Whether a process has worked on it. */
  private static boolean tried(StepState state) {
    return switch (state) {
      case SUCCESS, FAILED, RUNNING, UP_FOR_RETRY, STOPPED -> true;
      case SKIPPED, UPSTREAM_FAILED, NOT_STARTED, CLEARED, REMOVED -> false;
    };
  }

  private static Map<String, Object> context(@Nullable String serialized) {
    if (serialized == null || serialized.isEmpty()) {
      return Map.of();
    }
    try {
      return new DefaultExecutionContextSerializer()
          .deserialize(new ByteArrayInputStream(serialized.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IOException | RuntimeException unreadable) {
      // Another version's; the columns tell the most of it.
      return Map.of();
    }
  }
}
