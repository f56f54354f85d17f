package io.tidemark.report.history;

import io.tidemark.batch.StepState;
import io.tidemark.batch.history.Launched;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.StepRow;
import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.report.table.TextTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code tidemark runs show} for people: the run, its launches where there are several, its steps.
 */
public final class RunText {

  private final Instant now;
  private final RunsText times;

  /**
   * A text writer.
   *
   * @param now until when what is at work has taken
   * @param zone in which times are told
   */
  public RunText(Instant now, ZoneId zone) {
    this.now = now;
    this.times = new RunsText(now, zone);
  }

  /** The run itself, line by line. */
  public List<String> head(RunRow run) {
    List<String> lines = new ArrayList<>();
    lines.add("Run %d of %s: %s".formatted(run.id(), run.jobName(), run.state().word()));
    if (run.logicalDate() != null) {
      lines.add("  interval      %s to %s".formatted(run.logicalDate(), end(run)));
    }
    if (run.parameters().containsKey("run_id")) {
      lines.add("  run_id        " + run.parameters().get("run_id"));
    }
    if (run.parameters().containsKey("invocation_id")) {
      lines.add("  invocation    " + run.parameters().get("invocation_id"));
    }
    lines.add("  asked for     " + asked(run));
    for (Launched launch : run.launches()) {
      lines.add(
          "  launch %-6d %s, %s s: %s"
              .formatted(
                  launch.executionId(),
                  times.time(launch.start()),
                  RunsText.seconds(launch.duration(now)),
                  launch.state().word()));
    }
    if (!run.message().isEmpty()) {
      lines.add("  " + run.message().replace("\n", "\n  "));
    }
    return lines;
  }

  private static String end(RunRow run) {
    return run.parameters().getOrDefault("data_interval_end", "?");
  }

  private static String asked(RunRow run) {
    String what =
        run.job() == null
            ? run.arguments().getOrDefault("which", run.what())
            : "run --job " + run.job();
    StringBuilder asked = new StringBuilder(what);
    Map<String, String> kept = run.arguments();
    for (String name : List.of("select", "exclude", "vars", "params")) {
      String value = kept.getOrDefault(name, "");
      if (!value.isEmpty() && !value.equals("[]") && !value.equals("{}")) {
        asked.append(", ").append(name).append(' ').append(value);
      }
    }
    for (String flag : List.of("full_refresh", "fail_fast")) {
      if (Boolean.parseBoolean(kept.get(flag))) {
        asked.append(", ").append(flag);
      }
    }
    return asked.toString();
  }

  /** The steps as a table. */
  public String steps(List<StepRow> steps) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (StepRow step : steps) {
      StepRow.Executed last = step.last();
      List<@Nullable String> row = new ArrayList<>();
      row.add(step.below() ? "  " + step.shortName() : step.name());
      row.add(step.state().airflowName() + (step.marked() ? " (marked)" : ""));
      row.add(Long.toString(step.tries()));
      row.add(step.rows() == 0 ? "" : GroupedNumber.of(step.rows()));
      row.add(times.time(last.start()));
      row.add(RunsText.seconds(last.duration(now)));
      row.add(step.message().lines().findFirst().orElse(""));
      rows.add(row);
    }
    return TextTable.render(
        List.of("step", "state", "tries", "rows", "started", "seconds", "message"),
        List.of(false, false, true, true, false, true, false),
        rows);
  }

  /** What failed says in full, where it says more than the table has room for. */
  public List<String> errors(List<StepRow> steps) {
    List<String> lines = new ArrayList<>();
    for (StepRow step : steps) {
      boolean failed = step.state() == StepState.FAILED;
      boolean cut =
          step.message().indexOf('\n') >= 0 || step.message().length() > TextTable.MAX_COLUMN_WIDTH;
      if (failed && cut) {
        lines.add(step.name() + ":");
        lines.add("  " + step.message().replace("\n", "\n  "));
      }
    }
    return lines;
  }
}
