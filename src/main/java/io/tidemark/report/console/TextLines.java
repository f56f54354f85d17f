package io.tidemark.report.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Lines for people, as dbt has them: {@code 10:20:31 1 of 5 START …}. The further lines of a
 * message stand below its first.
 */
final class TextLines implements LineFormat {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String GAP = "  ";
  private static final String INDENT = " ".repeat("HH:mm:ss".length() + GAP.length());

  private final ZoneId zone;
  private final boolean colors;

  TextLines(ZoneId zone, boolean colors) {
    this.zone = zone;
    this.colors = colors;
  }

  @Override
  public String format(LogEvent event, Instant at, String thread) {
    Highlight highlight = event.highlight();
    String message =
        colors && highlight != null ? highlight.applyTo(event.message()) : event.message();
    String line = TIME.format(at.atZone(zone)) + GAP + message.replace("\n", "\n" + INDENT);
    return line.stripTrailing();
  }
}
