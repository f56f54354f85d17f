package io.tidemark.report.run;

import io.tidemark.report.console.Color;
import io.tidemark.report.console.Highlight;
import io.tidemark.report.console.LogLevel;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line in dbt's look: {@code 1 of 5 OK created sql view model … ........ [CREATE VIEW in 0.12s]},
 * filled with dots up to a width, which is dbt's unless the user wants another.
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

  StatusLine(
      int index,
      int total,
      String message,
      String status,
      @Nullable Color color,
      @Nullable Duration took) {
    this(index, total, message, status, color, took, "");
  }

  /** The line behind a word, which does not count for the width. */
  StatusLine behind(String word) {
    return new StatusLine(index, total, message, status, color, took, word);
  }

  private String beginning(int width) {
    String text = "%d of %d %s ".formatted(index, total, message);
    return prefix + text + ".".repeat(Math.max(0, width - text.length())) + " [";
  }

  /** The line, whose dots end at a column. */
  String text(int width) {
    String time = took == null ? "" : " in " + Wording.seconds(took) + "s";
    return beginning(width) + status + time + "]";
  }

  /** The status in that line, if it has a colour. */
  @Nullable Highlight highlight(int width) {
    int from = beginning(width).length();
    return color == null ? null : new Highlight(from, from + status.length(), color);
  }

  /** The line as an event. */
  StatusEvent event(String name, String code, LogLevel level, Map<String, @Nullable Object> data) {
    return new StatusEvent(this, name, code, level, data);
  }
}
