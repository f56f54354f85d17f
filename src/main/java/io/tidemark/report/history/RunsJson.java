package io.tidemark.report.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.batch.StepState;
import io.tidemark.batch.history.Launched;
import io.tidemark.batch.history.LogLine;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.StepRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code --output json} of the commands about runs. The names of its fields are documented, and
 * stay.
 */
public final class RunsJson {

  private final Instant now;

  /**
   * A writer.
   *
   * @param now until when what is at work has taken
   */
  public RunsJson(Instant now) {
    this.now = now;
  }

  /** Runs as an array. */
  public String of(List<RunRow> runs) {
    return text(runs.stream().map(this::run).toList());
  }

  /** A run with its steps. */
  public String of(RunRow run, List<StepRow> steps) {
    Map<String, @Nullable Object> object = run(run);
    object.put("steps", steps.stream().map(this::step).toList());
    return text(object);
  }

  /**
   * What was changed by hand of a run.
   *
   * @param changed false if there was nothing to change
   * @param tasks the tasks that it was about, with how they had stood
   * @param run as it is now
   */
  public String ofChange(boolean changed, Map<String, StepState> tasks, RunRow run) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("changed", changed);
    List<Map<String, String>> all = new ArrayList<>();
    tasks.forEach(
        (task, state) -> {
          Map<String, String> one = new LinkedHashMap<>();
          one.put("task", task);
          one.put("state_before", state.airflowName());
          all.add(one);
        });
    object.put("tasks", all);
    object.put("run", run(run));
    return text(object);
  }

  /**
   * What was deleted, or would be.
   *
   * @param kept how many as old could still be continued
   */
  public String ofPruning(boolean dryRun, Instant before, long deleted, long kept) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("dry_run", dryRun);
    object.put("ended_before", before.toString());
    object.put("deleted", deleted);
    object.put("kept", kept);
    return text(object);
  }

  /** What was told while a run went on. */
  public String ofLog(RunRow run, List<LogLine> lines) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (LogLine line : lines) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("launch", line.executionId());
      one.put("at", line.at().toString());
      one.put("level", line.level());
      one.put("step", line.step());
      one.put("text", line.text());
      all.add(one);
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("run", run.id());
    object.put("lines", all);
    return text(object);
  }

  /**
   * What a backfill does or has done.
   *
   * @param succeeded whether what it ran did; null where nothing was run
   */
  public String ofBackfill(
      String job, boolean dryRun, @Nullable Boolean succeeded, List<Filled> intervals) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("job", job);
    object.put("dry_run", dryRun);
    object.put("succeeded", succeeded);
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Filled interval : intervals) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("logical_date", interval.start().toString());
      one.put("data_interval_end", interval.end().toString());
      one.put("action", interval.action());
      one.put("run", interval.run() == null ? null : interval.run().id());
      one.put("state", interval.run() == null ? null : interval.run().state().word());
      all.add(one);
    }
    object.put("intervals", all);
    return text(object);
  }

  /**
   * An interval of a backfill.
   *
   * @param action what is done with it
   * @param run what is known of it, or null
   */
  public record Filled(Instant start, Instant end, String action, @Nullable RunRow run) {}

  private Map<String, @Nullable Object> run(RunRow run) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("run", run.id());
    object.put("project", run.site());
    object.put("job", run.job());
    object.put("command", run.arguments().get("which"));
    object.put("run_id", run.parameters().get("run_id"));
    object.put("invocation_id", run.parameters().get("invocation_id"));
    object.put("logical_date", run.logicalDate());
    object.put("data_interval_end", run.parameters().get("data_interval_end"));
    object.put("state", run.state().word());
    object.put("started_at", run.start().toString());
    object.put("seconds", seconds(run.duration(now)));
    Map<String, Long> counts = new LinkedHashMap<>();
    for (StepState word : StepState.values()) {
      if (run.count(word) > 0) {
        counts.put(word.airflowName(), run.count(word));
      }
    }
    object.put("step_counts", counts);
    List<Object> launches = new ArrayList<>();
    for (Launched launch : run.launches()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("id", launch.executionId());
      one.put("state", launch.state().word());
      one.put("started_at", launch.start().toString());
      one.put("ended_at", text(launch.end()));
      one.put("seconds", seconds(launch.duration(now)));
      launches.add(one);
    }
    object.put("launches", launches);
    object.put("message", run.message().isEmpty() ? null : run.message());
    return object;
  }

  private Map<String, @Nullable Object> step(StepRow step) {
    StepRow.Executed last = step.last();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("step", step.name());
    object.put("state", step.state().airflowName());
    object.put("marked", step.marked());
    object.put("tries", step.tries());
    object.put("rows", step.rows());
    object.put("started_at", text(last.start()));
    object.put("ended_at", text(last.end()));
    object.put("seconds", seconds(last.duration(now)));
    object.put("launch", last.executionId());
    object.put("message", step.message().isEmpty() ? null : step.message());
    return object;
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / 1000.0;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String text(Object value) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are JSON", e);
    }
  }
}
