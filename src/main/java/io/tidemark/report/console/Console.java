package io.tidemark.report.console;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where all lines of an invocation go: the output, as text or as JSON, and the log file, which
 * holds every line at debug level. No secret passes it. Thread-safe.
 */
public final class Console implements AutoCloseable {

  private final ConsoleOptions options;
  private final Clock clock;
  private final LiveArea out;
  private final LineFormat format;
  private final LineFormat fileFormat;
  private final @Nullable LogFile file;

  /**
   * A console on an output.
   *
   * @param clock gives the lines' times, in its zone
   */
  public Console(ConsoleOptions options, PrintStream out, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.out = new LiveArea(out, options.terminal());
    if (options.json()) {
      this.format = new JsonLines(options.invocationId(), options.extra());
      this.fileFormat = format;
    } else {
      this.format = new TextLines(clock.getZone(), options.terminal().colors());
      this.fileFormat = new FileLines(clock.getZone());
    }
    this.file =
        options.logFile() == null ? null : new LogFile(options.logFile(), LogFile.MAX_BYTES);
    if (!options.json()) {
      separate();
    }
  }

  /** The log file holds many invocations; dbt tells them apart by such a line. */
  private void separate() {
    String bar = "=".repeat(30);
    toFile("\n%s %s | %s %s".formatted(bar, clock.instant(), options.invocationId(), bar));
  }

  /** Tells an event: in the log file always, on the output if it matters enough. */
  public void log(LogEvent event) {
    LogEvent safe = masked(event);
    Instant now = clock.instant();
    String thread = Thread.currentThread().getName();
    if (file != null) {
      toFile(fileFormat.format(safe, now, thread));
    }
    if (event.level().reaches(options.threshold())) {
      out.print(format.format(safe, now, thread));
    }
  }

  /** Tells a line for those who look for what happened. */
  public void debug(String message) {
    log(LogEvent.of("Note", "Z050", LogLevel.DEBUG, message));
  }

  /** Tells a line. */
  public void info(String message) {
    log(LogEvent.of("Note", "Z050", LogLevel.INFO, message));
  }

  /** Warns. */
  public void warn(String message) {
    log(LogEvent.of("Note", "Z050", LogLevel.WARN, "[WARNING]: " + message).in(Color.YELLOW));
  }

  /** Tells that something failed, and what: its four parts. */
  public void error(String message) {
    log(LogEvent.of("MainEncounteredError", "Z002", LogLevel.ERROR, message).in(Color.RED));
  }

  /**
   * Prints what the command was asked for (the rows of {@code show}, the names of {@code ls}): at
   * every level, even where it is to be quiet, without a time before it.
   */
  public void print(String text) {
    String safe = options.mask().mask(text);
    LogEvent event = LogEvent.of("PrintEvent", "Z052", LogLevel.INFO, safe);
    Instant now = clock.instant();
    String thread = Thread.currentThread().getName();
    if (file != null) {
      toFile(fileFormat.format(event, now, thread));
    }
    out.print(options.json() ? format.format(event, now, thread) : safe);
  }

  /** Whether {@link #live} shows anything. */
  public boolean isLive() {
    return options.live();
  }

  /**
   * Sets the lines below all others that change while work goes on. They appear with the next line
   * that is told, or at once where {@code now} is true. Where the output is no terminal, nothing
   * happens.
   */
  public void live(List<String> lines, boolean now) {
    if (!options.live()) {
      return;
    }
    out.want(lines.stream().map(options.mask()::mask).toList());
    if (now) {
      out.redraw();
    }
  }

  private LogEvent masked(LogEvent event) {
    String message = options.mask().mask(event.message());
    if (options.json()) {
      return new LogEvent(
          event.name(),
          event.code(),
          event.level(),
          message,
          null,
          new MaskedData(options.mask()::mask).of(event.data()));
    }
    // A mask moves the characters behind it; a highlight is only kept where nothing has moved.
    boolean same = message.equals(event.message());
    return new LogEvent(
        event.name(),
        event.code(),
        event.level(),
        message,
        same ? event.highlight() : null,
        Map.of());
  }

  private void toFile(String line) {
    if (file == null) {
      return;
    }
    IOException failure = file.append(line);
    if (failure != null) {
      warn(
          "The log file %s can't be written: %s. The run goes on without it."
              .formatted(options.logFile(), failure));
    }
  }

  /** Takes the live lines away and closes the log file. */
  @Override
  public void close() {
    live(List.of(), true);
    if (file != null) {
      file.close();
    }
  }
}
