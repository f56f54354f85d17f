package io.tidemark.report.console;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a console behaves.
 *
 * @param level the least level that is shown; the log file holds all
 * @param quiet true if only errors are shown, and what the command is asked to print
 * @param json true if every line is a JSON object, in the log file too
 * @param terminal what the output can show
 * @param logFile the log file, or null for none
 * @param invocationId identifies the invocation in JSON lines and in the log file
 * @param extra what the environment adds to JSON lines, see {@link InvocationEnvironment}
 * @param mask takes the secrets out of every line
 */
public record ConsoleOptions(
    LogLevel level,
    boolean quiet,
    boolean json,
    Terminal terminal,
    @Nullable Path logFile,
    String invocationId,
    Map<String, String> extra,
    SecretMask mask) {

  /** Copies the map. */
  public ConsoleOptions {
    extra = Map.copyOf(extra);
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
    return terminal.movable() && !json && LogLevel.INFO.reaches(threshold());
  }
}
