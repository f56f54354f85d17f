package io.tidemark.cli;

import io.tidemark.report.console.LogLevel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What is printed and what goes into the log file, by dbt's options. */
final class LogOptions {

  @Option(
      names = "--log-path",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the log file goes, instead of the project's log-path.")
  @Nullable Path logPath;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "text, debug (with level and thread) or json. Default: text.")
  LogFormat logFormat = LogFormat.DEFAULT;

  @Option(
      names = "--log-format-file",
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "The same for the log file. Default: what --log-format says, else debug.")
  @Nullable LogFormat logFormatFile;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      scope = ScopeType.INHERIT,
      description = "debug, info, warn, error or none. Default: info.")
  LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = "--log-level-file",
      paramLabel = "LEVEL",
      scope = ScopeType.INHERIT,
      description = "The same for the log file. Default: debug.")
  LogLevel logLevelFile = LogLevel.DEBUG;

  @Option(
      names = "--log-file-max-bytes",
      paramLabel = "BYTES",
      scope = ScopeType.INHERIT,
      hidden = true,
      description = "From this size on the log file is put aside; 0: never. Default: 10 MB.")
  long logFileMaxBytes = 10L * 1024 * 1024;

  @Option(
      names = {"-q", "--quiet"},
      negatable = true,
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Print errors, and what the command is asked to print, and nothing else.")
  boolean quiet;

  @Option(
      names = {"-d", "--debug"},
      negatable = true,
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Print everything, with the stack traces of errors.")
  boolean debug;

  @Option(
      names = "--use-colors",
      negatable = true,
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = {
        "Colour the output, or (--no-use-colors) don't.",
        "Default: on a terminal, unless NO_COLOR is set."
      })
  @Nullable Boolean useColors;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "The same as --no-use-colors.")
  boolean noColor;

  @Option(
      names = "--print",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Print what templates give to print(), or (--no-print) don't.")
  boolean print = true;

  @Option(
      names = "--printer-width",
      paramLabel = "COLUMNS",
      scope = ScopeType.INHERIT,
      description = "How far the dots of a node's line go. Default: 80.")
  int printerWidth = 80;

  /** How lines are written; by dbt's names, in any case. */
  enum LogFormat {
    /** For people; in the file as {@link #DEBUG}. */
    DEFAULT,
    /** For people. */
    TEXT,
    /** For people who look for a fault: with level and thread. */
    DEBUG,
    /** One object a line, in dbt's shape. */
    JSON
  }

  /** Whether colours are asked for or refused; null: neither. */
  @Nullable Boolean colors() {
    return noColor ? Boolean.FALSE : useColors;
  }

  LogLevel level() {
    return debug ? LogLevel.DEBUG : logLevel;
  }

  /** The log file's format: as in dbt, the output's where only that is given. */
  LogFormat fileFormat() {
    return logFormatFile == null ? logFormat : logFormatFile;
  }
}
