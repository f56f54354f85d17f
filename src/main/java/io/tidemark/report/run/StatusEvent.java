package io.tidemark.report.run;

import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's line as an event, before it is known how wide it is.
 *
 * @param line the line
 * @param name dbt's name of the event
 * @param code dbt's code of it
 * @param level how much it matters
 * @param data more, for machines
 */
record StatusEvent(
    StatusLine line, String name, String code, LogLevel level, Map<String, @Nullable Object> data) {

  /** The event whose dots end at a column. */
  LogEvent upTo(int width) {
    return new LogEvent(name, code, level, line.text(width), line.highlight(width), data);
  }
}
