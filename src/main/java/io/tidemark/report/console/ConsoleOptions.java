package io.tidemark.report.console;

import io.tidemark.project.problem.WarningPolicy;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a console behaves.
 *
 * @param level the least level that is shown
 * @param quiet true if only errors are shown, and what the command is asked to print
 * @param form how lines are written
 * @param terminal what the output can show
 * @param logFile the log file, or null for none
 * @param invocationId identifies the invocation in JSON lines and in the log file
 * @param extra what the environment adds to JSON lines, see {@link InvocationEnvironment}
 * @param mask takes the secrets out of every line
 * @param warnings which warnings are errors
 * @param allDeprecations whether each deprecation is told, not the first of its kind alone
 */
public record ConsoleOptions(
    LogLevel level,
    boolean quiet,
    LogForm form,
    Terminal terminal,
    @Nullable LogFileOptions logFile,
    String invocationId,
    Map<String, String> extra,
    SecretMask mask,
    WarningPolicy warnings,
    boolean allDeprecations) {

  /** Copies the map. */
  public ConsoleOptions {
    extra = Map.copyOf(extra);
  }

  /** A log file with everything in it, in the same form where that is JSON; warnings are such. */
  public ConsoleOptions(
      LogLevel level,
      boolean quiet,
      boolean json,
      Terminal terminal,
      @Nullable Path logFile,
      String invocationId,
      Map<String, String> extra,
      SecretMask mask) {
    this(
        level,
        quiet,
        json ? LogForm.JSON : LogForm.TEXT,
        terminal,
        logFile == null
            ? null
            : new LogFileOptions(
                logFile, LogLevel.DEBUG, json ? LogForm.JSON : LogForm.DEBUG, LogFile.MAX_BYTES),
        invocationId,
        extra,
        mask,
        WarningPolicy.none(),
        false);
  }

  /** Whether the output's lines are JSON. */
  boolean json() {
    return form == LogForm.JSON;
  }

  /** The defaults: text at level info, without a log file. */
  public static ConsoleOptions of(Terminal terminal, String invocationId) {
    return new ConsoleOptions(
        LogLevel.INFO, false, false, terminal, null, invocationId, Map.of(), SecretMask.ofLooks());
  }

  /** The level that counts once {@code quiet} is taken into account. */
  LogLevel threshold() {
    return quiet && level.compareTo(LogLevel.ERROR) < 0 ? LogLevel.ERROR : level;
  }

  /** Whether progress can be shown live: for a person, at a terminal, who wants to see it. */
  boolean live() {
    return terminal.movable() && !json() && LogLevel.INFO.reaches(threshold());
  }
}
