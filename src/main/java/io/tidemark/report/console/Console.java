package io.tidemark.report.console;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.problem.WarningPolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where all lines of an invocation go: the output, as text or as JSON, and the log file, which
 * holds every line at debug level. No secret passes it. Thread-safe.
 */
public final class Console implements AutoCloseable {

  private final ConsoleOptions options;
  private final Clock clock;
  private final LiveArea out;
  private final @Nullable PrintStream documents;
  private final LineFormat format;
  private final LineFormat fileFormat;
  private final @Nullable LogFile file;
  private final Hearer hearer;
  private final DeprecationTally deprecations;

  /** Hears what is told. Called on the thread that tells; must be quick and must not throw. */
  @FunctionalInterface
  public interface Hearer {
    /**
     * An event was told.
     *
     * @param event without secrets in its message; its data are as they were given
     */
    void heard(LogEvent event, Instant at);
  }

  /**
   * A console on an output.
   *
   * @param clock gives the lines' times, in its zone
   */
  public Console(ConsoleOptions options, PrintStream out, Clock clock) {
    this(options, out, null, clock);
  }

  /**
   * A console of a command that was asked for a document.
   *
   * @param out where lines go
   * @param documents where the document goes, and nothing else does; null: where lines go
   * @param clock gives the lines' times, in its zone
   */
  public Console(
      ConsoleOptions options, PrintStream out, @Nullable PrintStream documents, Clock clock) {
    this.options = options;
    this.clock = clock;
    this.documents = documents;
    this.out = new LiveArea(out, options.terminal());
    this.format = format(options.form(), options.terminal().colors());
    LogFileOptions logFile = options.logFile();
    this.fileFormat = format(logFile == null ? LogForm.DEBUG : logFile.form(), false);
    this.file = logFile == null ? null : new LogFile(logFile.path(), logFile.maxBytes());
    this.hearer = (event, at) -> {};
    this.deprecations = new DeprecationTally();
    if (logFile != null && logFile.form() != LogForm.JSON) {
      separate();
    }
  }

  private Console(Console whole, Hearer hearer) {
    this.options = whole.options;
    this.clock = whole.clock;
    this.out = whole.out;
    this.documents = whole.documents;
    this.format = whole.format;
    this.fileFormat = whole.fileFormat;
    this.file = whole.file;
    this.hearer = hearer;
    this.deprecations = whole.deprecations;
  }

  /**
   * The same console, for whoever tells of one run: somebody else hears that, too. It is not
   * closed.
   */
  public Console heardBy(Hearer other) {
    return new Console(this, other);
  }

  private LineFormat format(LogForm form, boolean colors) {
    return switch (form) {
      case TEXT -> new TextLines(clock.getZone(), colors);
      case DEBUG -> new FileLines(clock.getZone());
      case JSON -> new JsonLines(options.invocationId(), options.extra());
    };
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
    if (options.logFile() != null && event.level().reaches(options.logFile().level())) {
      toFile(fileFormat.format(safe, now, thread));
    }
    if (event.level().reaches(options.threshold())) {
      out.print(format.format(safe, now, thread));
    }
    hearer.heard(safe.with(event.data()), now);
  }

  /** Tells a line for those who look for what happened. */
  public void debug(String message) {
    log(LogEvent.of("Note", "Z050", LogLevel.DEBUG, message));
  }

  /** Tells a line. */
  public void info(String message) {
    log(note(message));
  }

  /** Warns of something that dbt has no name for. */
  public void warn(String message) {
    warn("Note", "Z050", message);
  }

  /**
   * Warns, unless a warning of this kind is not to be told.
   *
   * @param event dbt's name of the event, and its code
   * @throws ProjectException where a warning of this kind is an error
   */
  public void warn(String event, String code, String message) {
    warn(event, code, message, Map.of());
  }

  /**
   * As the other.
   *
   * @param data more of it, for machines
   */
  public void warn(
      String event, String code, String message, Map<String, ? extends @Nullable Object> data) {
    if (isTold(event, message)) {
      say(event, code, "[WARNING]: " + message, data);
    }
  }

  /** Warns of a problem that does not stop the command. */
  public void warn(Problem problem) {
    WarningKind kind = problem.kind();
    if (kind == null) {
      warn(problem.render());
      return;
    }
    Place place = problem.place();
    Map<String, String> data =
        place == null ? Map.of() : Map.of("file", place.file(), "line", "" + place.line());
    if (kind.isDeprecation()) {
      deprecated(kind, problem.render(), data);
    } else {
      warn(kind.event(), kind.code(), problem.render(), data);
    }
  }

  /**
   * Warns of what dbt will give up: as there, only of the first of its kind, unless all are asked
   * for. All are counted for the summary.
   *
   * @param data more of it, for machines
   * @throws ProjectException where a warning of this kind is an error
   */
  public void deprecated(
      WarningKind kind, String message, Map<String, ? extends @Nullable Object> data) {
    if (!isTold(kind.event(), message)) {
      return;
    }
    if (deprecations.add(kind) || options.allDeprecations()) {
      say(kind.event(), kind.code(), "[WARNING][" + kind.event() + "]: " + message, data);
    }
  }

  /** Tells at the end how much of what was met that dbt will give up. */
  public void summarizeDeprecations() {
    deprecations
        .summary(options.allDeprecations())
        .filter(summary -> !options.warnings().isSilenced(summary.name()))
        .ifPresent(this::log);
  }

  /**
   * Whether a warning is not silenced.
   *
   * @throws ProjectException where it is an error
   */
  private boolean isTold(String event, String message) {
    if (options.warnings().isSilenced(event)) {
      return false;
    }
    if (options.warnings().isError(event)) {
      throw new ProjectException(
          Problem.of(message.strip())
              .found("It is a warning (" + event + "), and an error by --warn-error.")
              .next("Mend it, or see --warn-error-options."));
    }
    return true;
  }

  private void say(
      String event, String code, String message, Map<String, ? extends @Nullable Object> data) {
    log(
        LogEvent.of(event, code, LogLevel.WARN, message)
            .in(Color.YELLOW)
            .with(new LinkedHashMap<>(data)));
  }

  /** Which warnings are errors. */
  public WarningPolicy warnings() {
    return options.warnings();
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

  /**
   * Prints what the command was asked for as {@link #print} does, with a line before it where it is
   * not to be quiet; in the structured log that is one event.
   *
   * @param heading the line, or null
   * @param text what was asked for, in lines
   * @param event the same for programs
   */
  public void show(@Nullable String heading, String text, LogEvent event) {
    String safe = options.mask().mask(text);
    LogEvent printed = LogEvent.of("PrintEvent", "Z052", LogLevel.INFO, safe);
    LogEvent structured = masked(event);
    Instant now = clock.instant();
    String thread = Thread.currentThread().getName();
    LogFileOptions logFile = options.logFile();
    if (logFile != null && logFile.form() == LogForm.JSON) {
      toFile(fileFormat.format(structured, now, thread));
    } else if (logFile != null) {
      if (heading != null) {
        toFile(fileFormat.format(note(heading), now, thread));
      }
      toFile(fileFormat.format(printed, now, thread));
    }
    if (options.json()) {
      out.print(format.format(structured, now, thread));
      return;
    }
    if (heading != null && LogLevel.INFO.reaches(options.threshold())) {
      out.print(format.format(note(heading), now, thread));
    }
    out.print(safe);
  }

  private static LogEvent note(String message) {
    return LogEvent.of("Note", "Z050", LogLevel.INFO, message);
  }

  /**
   * Prints the document that a program has asked for: as it is, without lines of others between.
   */
  public void document(String text) {
    if (documents == null) {
      print(text);
    } else {
      documents.println(options.mask().mask(text));
      documents.flush();
    }
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
    LogFileOptions logFile = options.logFile();
    if (options.json() || (logFile != null && logFile.form() == LogForm.JSON)) {
      boolean unmasked = message.equals(event.message());
      return new LogEvent(
          event.name(),
          event.code(),
          event.level(),
          message,
          unmasked ? event.highlight() : null,
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
      say(
          "Note",
          "Z050",
          "[WARNING]: The log file %s can't be written: %s. The run goes on without it."
              .formatted(Objects.requireNonNull(options.logFile()).path(), failure),
          Map.of());
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
