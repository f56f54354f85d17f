package io.tidemark.report.run;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.RunHook;
import io.tidemark.report.artifact.SourcesArtifact.Result;
import io.tidemark.report.console.Color;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of {@code source freshness}, in dbt's look. Thread-safe. */
public final class FreshnessLines {

  private final Console console;
  private final int width;

  /**
   * Lines on a console.
   *
   * @param width how far the dots go
   */
  public FreshnessLines(Console console, int width) {
    this.console = console;
    this.width = width;
  }

  /**
   * A hook of the project begins.
   *
   * @param total how many there are of its phase
   */
  public void hookStarted(RunHook hook, int total) {
    console.log(NodeEvents.hookStarted(hook, total).upTo(width));
  }

  /** A hook of the project is over. */
  public void hookFinished(HookResult result, int total) {
    console.log(NodeEvents.hookFinished(result, total).upTo(width));
  }

  /**
   * A source is asked.
   *
   * @param name with its source's: {@code raw.orders}
   */
  public void started(int index, int total, String name) {
    console.log(
        new StatusLine(index, total, "START freshness of " + name, "RUN", null, null)
            .event("LogStartLine", "Q011", LogLevel.INFO, Map.of())
            .upTo(width));
  }

  /** A source has answered, or could not be asked. */
  public void finished(int index, int total, String name, Result result) {
    String word =
        switch (result.status()) {
          case "pass" -> "PASS";
          case "warn" -> "WARN";
          case "error" -> "ERROR STALE";
          default -> "ERROR";
        };
    LogLevel level =
        switch (result.status()) {
          case "pass" -> LogLevel.INFO;
          case "warn" -> LogLevel.WARN;
          default -> LogLevel.ERROR;
        };
    Color color =
        level == LogLevel.INFO ? Color.GREEN : level == LogLevel.WARN ? Color.YELLOW : Color.RED;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("status", result.status());
    data.put("source_name", name.substring(0, name.indexOf('.')));
    data.put("table_name", name.substring(name.indexOf('.') + 1));
    LogEvent line =
        new StatusLine(
                index,
                total,
                word + " freshness of " + name,
                word,
                color,
                Duration.between(result.startedAt(), result.endedAt()))
            .event("LogFreshnessResult", "Q018", level, data)
            .upTo(width);
    String error = result.error();
    console.log(
        error == null
            ? line
            : new LogEvent(
                line.name(),
                line.code(),
                line.level(),
                line.message() + "\n" + error,
                line.highlight(),
                line.data()));
  }
}
