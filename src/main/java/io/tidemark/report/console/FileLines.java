package io.tidemark.report.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Lines of the log file, as dbt has them: {@code 10:20:31.123456 [debug] [main]: …}; never in
 * colour.
 */
final class FileLines implements LineFormat {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

  private final ZoneId zone;

  FileLines(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public String format(LogEvent event, Instant at, String thread) {
    return "%s [%-5s] [%s]: %s"
        .formatted(TIME.format(at.atZone(zone)), event.level().dbtName(), thread, event.message())
        .stripTrailing();
  }
}
