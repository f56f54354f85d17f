package io.tidemark.report.console;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell, as text and as dbt's structured log has it.
 *
 * @param name dbt's name of the event where it has one: {@code LogStartLine}
 * @param code dbt's code of the event where it has one: {@code Q011}; ours begin with {@code T}
 * @param level how much it matters; never {@link LogLevel#NONE}
 * @param message for a person; may be empty, may have several lines
 * @param highlight what is coloured of it, or null
 * @param data more, for machines: values that JSON knows
 */
public record LogEvent(
    String name,
    String code,
    LogLevel level,
    String message,
    @Nullable Highlight highlight,
    Map<String, @Nullable Object> data) {

  /** Copies the map; checks the level. */
  public LogEvent {
    if (level == LogLevel.NONE) {
      throw new IllegalArgumentException("none is a threshold, not the level of a line");
    }
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** An event without colour and data. */
  public static LogEvent of(String name, String code, LogLevel level, String message) {
    return new LogEvent(name, code, level, message, null, Map.of());
  }

  /** This event, coloured as a whole. */
  public LogEvent in(Color color) {
    return new LogEvent(name, code, level, message, Highlight.whole(message, color), data);
  }

  /** This event with data. */
  public LogEvent with(Map<String, @Nullable Object> more) {
    return new LogEvent(name, code, level, message, highlight, more);
  }
}
