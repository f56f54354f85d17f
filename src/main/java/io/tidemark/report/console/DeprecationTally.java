package io.tidemark.report.console;

import io.tidemark.project.problem.WarningKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what an invocation has met of each kind of deprecation. Thread-safe. */
final class DeprecationTally {

  private final Map<WarningKind, Integer> met = new LinkedHashMap<>();

  /** Counts one; whether it is the first of its kind. */
  synchronized boolean add(WarningKind kind) {
    return met.merge(kind, 1, Integer::sum) == 1;
  }

  /**
   * What is told at the end, with dbt's data; nothing where nothing was met.
   *
   * @param allTold whether each was told, so that no more are to be seen
   */
  synchronized Optional<LogEvent> summary(boolean allTold) {
    if (met.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text =
        new StringBuilder("[WARNING][DeprecationsSummary]: Summary of encountered deprecations:");
    List<Map<String, Object>> summaries = new ArrayList<>();
    met.forEach(
        (kind, times) -> {
          text.append("\n  - %s: %d %s".formatted(kind.event(), times, occurrences(times)));
          summaries.add(
              Map.of("event_name", kind.event(), "event_code", kind.code(), "occurrences", times));
        });
    boolean more = !allTold && met.values().stream().anyMatch(times -> times > 1);
    if (more) {
      text.append("\n  Of each the first was told; --show-all-deprecations tells all.");
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("summaries", summaries);
    data.put("show_all_hint", !allTold);
    return Optional.of(
        LogEvent.of("DeprecationsSummary", "D028", LogLevel.WARN, text.toString())
            .in(Color.YELLOW)
            .with(data));
  }

  private static String occurrences(int times) {
    return times == 1 ? "occurrence" : "occurrences";
  }
}
