package io.tidemark.cli;

import io.tidemark.report.console.LogLevel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has; they may stand before or after its name, as with dbt. */
final class GlobalOptions {

  @Option(
      names = "--project-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = {
        "The directory of dbt_project.yml.",
        "Default: the current directory or the nearest one above it that has the file."
      })
  @Nullable Path projectDir;

  @Option(
      names = "--profiles-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = {
        "The directory of profiles.yml.",
        "Default: the project's directory, then the current one, then ~/.dbt."
      })
  @Nullable Path profilesDir;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The profile in profiles.yml, instead of the one that dbt_project.yml names.")
  @Nullable String profile;

  @Option(
      names = {"-t", "--target"},
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The output of the profile, instead of the profile's own \"target\".")
  @Nullable String target;

  @Option(
      names = "--vars",
      paramLabel = "YAML",
      scope = ScopeType.INHERIT,
      description = {
        "Variables for var(), as YAML: '{region: EU, days: 3}'.",
        "They win over the vars of dbt_project.yml."
      })
  @Nullable String vars;

  @Option(
      names = "--target-path",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where artifacts go, instead of the project's target-path.")
  @Nullable Path targetPath;

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
      description = "text or json. Default: text.")
  LogFormat logFormat = LogFormat.text;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      scope = ScopeType.INHERIT,
      description = "debug, info, warn, error or none. Default: info.")
  LogLevel logLevel = LogLevel.INFO;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print errors, and what the command is asked to print, and nothing else.")
  boolean quiet;

  @Option(
      names = {"-d", "--debug"},
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
      names = "--strict",
      scope = ScopeType.INHERIT,
      description = "A name that does not exist is an error where a template prints it.")
  boolean strict;

  /** How lines are written. */
  enum LogFormat {
    /** For people. */
    text,
    /** One object a line, in dbt's shape. */
    json
  }

  /** Whether colours are asked for or refused; null: neither. */
  @Nullable Boolean colors() {
    return noColor ? Boolean.FALSE : useColors;
  }

  LogLevel level() {
    return debug ? LogLevel.DEBUG : logLevel;
  }
}
