package io.tidemark.report.history;

import io.tidemark.batch.StepState;
import io.tidemark.batch.history.Launched;
import io.tidemark.batch.history.StepRow;
import io.tidemark.report.table.DisplayWidth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one launch as bars over time: {@code █} what went well, {@code ▒} what failed,
 * {@code ░} what is at work or was stopped.
 */
public final class GanttChart {

  private static final int LEAST_BARS = 20;
  private static final int MOST_NAME = 40;

  private final Instant now;
  private final int width;

  /**
   * A chart.
   *
   * @param now where the bars of what is at work end
   * @param width how many columns a line has
   */
  public GanttChart(Instant now, int width) {
    this.now = now;
    this.width = width;
  }

  /** The chart of a launch; of its steps those that were begun. */
  public String of(Launched launch, List<StepRow> steps) {
    List<Bar> bars = bars(launch, steps);
    if (bars.isEmpty()) {
      return "Launch " + launch.executionId() + " began no step.";
    }
    Instant from = bars.get(0).start;
    Instant to = from;
    int name = 0;
    int seconds = 0;
    for (Bar bar : bars) {
      from = bar.start.isBefore(from) ? bar.start : from;
      to = bar.end.isAfter(to) ? bar.end : to;
      name = Math.max(name, Math.min(MOST_NAME, DisplayWidth.of(bar.name)));
      seconds = Math.max(seconds, RunsText.seconds(bar.duration()).length());
    }
    name = Math.max(1, Math.min(name, width - LEAST_BARS - seconds - 5));
    int room = Math.max(LEAST_BARS, width - name - seconds - 5);
    List<String> lines = new ArrayList<>();
    lines.add(scale(Duration.between(from, to), name, room));
    for (Bar bar : bars) {
      String shown = DisplayWidth.cut(bar.name, name);
      lines.add(
          "%s |%s| %s s"
              .formatted(
                  shown + " ".repeat(name - DisplayWidth.of(shown)),
                  drawn(bar, from, Duration.between(from, to), room),
                  " ".repeat(seconds - RunsText.seconds(bar.duration()).length())
                      + RunsText.seconds(bar.duration())));
    }
    return String.join("\n", lines);
  }

  private List<Bar> bars(Launched launch, List<StepRow> steps) {
    List<Bar> bars = new ArrayList<>();
    for (StepRow step : steps) {
      for (StepRow.Executed one : step.executions()) {
        Instant start = one.start();
        if (one.executionId() == launch.executionId() && start != null) {
          Instant end = one.end() == null ? now : one.end();
          String name = step.below() ? " " + step.shortName() : step.name();
          bars.add(new Bar(name, one.state(), start, end.isBefore(start) ? start : end));
        }
      }
    }
    return bars;
  }

  private static String scale(Duration whole, int name, int room) {
    String end = RunsText.seconds(whole) + " s";
    return " ".repeat(name + 2) + "0" + " ".repeat(Math.max(1, room - 1 - end.length())) + end;
  }

  /** Each that was begun is seen, however short it was. */
  private static String drawn(Bar bar, Instant from, Duration whole, int room) {
    double millis = Math.max(1, whole.toMillis());
    int first = (int) (Duration.between(from, bar.start).toMillis() / millis * room);
    int end = (int) Math.ceil(Duration.between(from, bar.end).toMillis() / millis * room);
    first = Math.min(first, room - 1);
    int length = Math.max(1, Math.min(end, room) - first);
    return " ".repeat(first) + fill(bar.state).repeat(length) + " ".repeat(room - first - length);
  }

  private static String fill(StepState state) {
    return switch (state) {
      case SUCCESS, SKIPPED -> "█";
      case FAILED, UPSTREAM_FAILED -> "▒";
      case RUNNING, UP_FOR_RETRY, STOPPED, NOT_STARTED, CLEARED, REMOVED -> "░";
    };
  }

  private record Bar(String name, StepState state, Instant start, Instant end) {
    Duration duration() {
      return Duration.between(start, end);
    }
  }
}
