package io.tidemark.report.console;

import java.time.Instant;

/** How an event becomes a line. Implementations are immutable. */
interface LineFormat {

  /** The line, without the line break at its end. */
  String format(LogEvent event, Instant at, String thread);
}
