package io.tidemark.cli;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.RunState;
import io.tidemark.report.history.RunsJson;
import io.tidemark.report.table.TextTable;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill does with each interval.
 *
 * @param job the job
 * @param steps in the order in which they are run
 */
record BackfillPlan(Job job, List<Step> steps) {

  /** Which runs that are there already are run as well, by Airflow's names. */
  enum Reprocess {
    /** None: only what is missing is run. */
    none,
    /** Those that have not succeeded. */
    failed,
    /** All of them. */
    completed
  }

  /** What is done. */
  enum Action {
    /** There is no run yet. */
    RUN("run"),
    /** There is one that goes on. */
    CONTINUE("continue"),
    /** There is one that is complete; its tasks are cleared. */
    AGAIN("run again"),
    /** Nothing. */
    LEAVE("leave");

    private final String word;

    Action(String word) {
      this.word = word;
    }
  }

  /**
   * One interval.
   *
   * @param run what the repository knows of it, or null
   */
  record Step(DataInterval interval, @Nullable RunRow run, Action action) {}

  BackfillPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Makes the plan.
   *
   * @param intervals oldest first
   * @param runs the job's runs with the params that were given
   */
  static BackfillPlan of(
      Job job,
      List<DataInterval> intervals,
      List<RunRow> runs,
      Reprocess reprocess,
      boolean backwards) {
    Map<Instant, RunRow> known = byDate(runs);
    List<Step> steps = new ArrayList<>();
    for (DataInterval interval : intervals) {
      RunRow run = known.get(interval.logicalDate());
      steps.add(new Step(interval, run, run == null ? Action.RUN : action(run.state(), reprocess)));
    }
    if (backwards) {
      Collections.reverse(steps);
    }
    return new BackfillPlan(job, steps);
  }

  private static Action action(RunState state, Reprocess reprocess) {
    return switch (state) {
      case RUNNING, ABANDONED -> Action.LEAVE;
      case SUCCESS -> reprocess == Reprocess.completed ? Action.AGAIN : Action.LEAVE;
      case FAILED, STOPPED, DIED, CLEARED ->
          reprocess == Reprocess.none ? Action.LEAVE : Action.CONTINUE;
    };
  }

  /** The intervals that are run, in that order. */
  List<DataInterval> chosen() {
    return steps.stream().filter(step -> step.action != Action.LEAVE).map(Step::interval).toList();
  }

  /** The runs whose tasks have to be cleared first. */
  List<RunRow> toClear() {
    List<RunRow> runs = new ArrayList<>();
    for (Step step : steps) {
      if (step.action == Action.AGAIN && step.run != null) {
        runs.add(step.run);
      }
    }
    return runs;
  }

  /** {@code 28 run, 2 leave}. */
  String summary() {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    steps.forEach(step -> counts.merge(step.action, 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().word)
        .collect(Collectors.joining(", "));
  }

  /** All of it as a table. */
  String table() {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Step step : steps) {
      List<@Nullable String> row = new ArrayList<>();
      row.add(shown(step.interval.start()));
      row.add(shown(step.interval.end()));
      row.add(step.run == null ? "" : Long.toString(step.run.id()));
      row.add(step.run == null ? "" : step.run.state().word());
      row.add(step.action.word);
      rows.add(row);
    }
    return TextTable.render(
        List.of("date", "until", "run", "state", "what is done"),
        List.of(false, false, true, false, false),
        rows);
  }

  /**
   * All of it for a program.
   *
   * @param runs the runs as they are now
   */
  List<RunsJson.Filled> filled(List<RunRow> runs) {
    Map<Instant, RunRow> known = byDate(runs);
    return steps.stream()
        .map(
            step ->
                new RunsJson.Filled(
                    step.interval.start(),
                    step.interval.end(),
                    step.action.word.replace(' ', '_'),
                    known.get(step.interval.logicalDate())))
        .toList();
  }

  private static Map<Instant, RunRow> byDate(List<RunRow> runs) {
    Map<Instant, RunRow> known = new HashMap<>();
    for (RunRow run : runs) {
      String date = run.identifying().get(JobRunId.LOGICAL_DATE);
      if (date != null) {
        known.put(Instant.parse(date), run);
      }
    }
    return known;
  }

  private String shown(Instant moment) {
    return moment.atZone(job.timezone()).toOffsetDateTime().toString();
  }
}
