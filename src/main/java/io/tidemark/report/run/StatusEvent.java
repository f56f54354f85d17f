package io.tidemark.report.run;

import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  /** As it is, of a node that belongs to a group (as {@link NodeGroups} has it), if it does. */
  StatusEvent of(Optional<Map<String, Object>> group) {
    if (group.isEmpty()) {
      return this;
    }
    Map<String, @Nullable Object> more = new LinkedHashMap<>(data);
    more.put("group", group.get());
    return new StatusEvent(line, name, code, level, more);
  }

  /** The event whose dots end at a column. */
  LogEvent upTo(int width) {
    return new LogEvent(name, code, level, line.text(width), line.highlight(width), data);
  }
}
