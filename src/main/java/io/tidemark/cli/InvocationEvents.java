package io.tidemark.cli;

import io.tidemark.report.artifact.DbtCompatibility;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The first and the last line of an invocation, for programs that follow a log; by dbt's names.
 * They are told at debug level, as a person knows what they have asked for.
 */
final class InvocationEvents {

  /** The version of the shape of dbt's lines. */
  private static final int LOG_VERSION = 3;

  private final Console console;
  private final Clock clock;
  private final CommandSpec command;
  private final Instant begunAt;

  InvocationEvents(Console console, Clock clock, CommandSpec command) {
    this.console = console;
    this.clock = clock;
    this.command = command;
    this.begunAt = clock.instant();
  }

  void begun() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("version", "=" + DbtCompatibility.VERSION);
    data.put("log_version", LOG_VERSION);
    console.log(
        LogEvent.of(
                "MainReportVersion",
                "A001",
                LogLevel.DEBUG,
                "Running tidemark=%s, as dbt=%s"
                    .formatted(Version.number(), DbtCompatibility.VERSION))
            .with(data));
  }

  void over(boolean successful) {
    Instant now = clock.instant();
    double elapsed = Duration.between(begunAt, now).toMillis() / 1000.0;
    String name = FlagValues.which(command);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("command", name);
    data.put("success", successful);
    data.put("completed_at", now.toString());
    data.put("elapsed", elapsed);
    console.log(
        LogEvent.of(
                "CommandCompleted",
                "Q039",
                LogLevel.DEBUG,
                "Command `%s` %s after %s seconds"
                    .formatted(name, successful ? "succeeded" : "failed", elapsed))
            .with(data));
  }
}
