package io.tidemark.report.run;

import io.tidemark.report.console.Color;
import io.tidemark.report.console.Highlight;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line in dbt's look: {@code 1 of 5 OK created sql view model … ........ [CREATE VIEW in 0.12s]},
 * filled with dots up to dbt's width.
 *
 * @param index the node's number
 * @param total how many there are
 * @param message what happened
 * @param status what stands in the brackets
 * @param color the status's colour, or null
 * @param took how long it took, or null
 * @param prefix what stands before the number
 */
record StatusLine(
    int index,
    int total,
    String message,
    String status,
    @Nullable Color color,
    @Nullable Duration took,
    String prefix) {

  private static final int WIDTH = 80;

  StatusLine(
      int index,
      int total,
      String message,
      String status,
      @Nullable Color color,
      @Nullable Duration took) {
    this(index, total, message, status, color, took, "");
  }

  /** The line behind a word, which does not count for dbt's width. */
  StatusLine behind(String word) {
    return new StatusLine(index, total, message, status, color, took, word);
  }

  private String beginning() {
    String text = "%d of %d %s ".formatted(index, total, message);
    return prefix + text + ".".repeat(Math.max(0, WIDTH - text.length())) + " [";
  }

  /** The line as an event. */
  LogEvent event(String name, String code, LogLevel level, Map<String, @Nullable Object> data) {
    String beginning = beginning();
    String time = took == null ? "" : " in " + Wording.seconds(took) + "s";
    Highlight highlight =
        color == null
            ? null
            : new Highlight(beginning.length(), beginning.length() + status.length(), color);
    return new LogEvent(name, code, level, beginning + status + time + "]", highlight, data);
  }
}
