package io.tidemark.report.run;

import io.tidemark.batch.StepState;
import io.tidemark.job.JobListener;
import io.tidemark.job.TaskFailedException;
import io.tidemark.job.TimedOutException;
import io.tidemark.report.console.Color;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import io.tidemark.report.failure.FailureText;
import io.tidemark.schedule.Task;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the tasks of a job's run as they go on. Thread-safe. */
public final class JobConsole implements JobListener {

  /** The event of a line that a program has printed. */
  public static final String OUTPUT = "TaskOutput";

  private final Console console;
  private final FailureText failures;
  private final String prefix;
  private final Map<StepState, Integer> counts = new EnumMap<>(StepState.class);

  /**
   * Tells on a console.
   *
   * @param failures writes what went wrong
   * @param prefix at the beginning of each line, where several runs go on at once; else empty
   */
  public JobConsole(Console console, FailureText failures, String prefix) {
    this.console = console;
    this.failures = failures;
    this.prefix = prefix;
  }

  @Override
  public void note(String text) {
    log("JobNote", LogLevel.INFO, text, null, Map.of());
  }

  @Override
  public void warning(String text) {
    // Not as a warning that --warn-error makes an error: a run that goes on is not ended by it.
    LogEvent event =
        LogEvent.of("JobWarning", "T011", LogLevel.WARN, prefix + "[WARNING]: " + text);
    console.log(event.in(Color.YELLOW));
  }

  @Override
  public void taskStarted(Task task, int tryNumber) {
    String again = tryNumber == 1 ? "" : ", try " + tryNumber;
    log(
        "TaskStarted",
        LogLevel.INFO,
        "task %s: START (%s%s)".formatted(task.id(), task.work().key(), again),
        null,
        data(task, StepState.RUNNING));
  }

  @Override
  public void output(Task task, String line) {
    log(
        OUTPUT,
        LogLevel.INFO,
        "task %s | %s".formatted(task.id(), line),
        null,
        data(task, StepState.RUNNING));
  }

  @Override
  public void retries(
      Task task, @Nullable String node, int tryNumber, int tries, Duration delay, String error) {
    String what = node == null ? "" : ", " + node;
    String text =
        "task %s%s: FAILED (try %d of %d), tries again in %s: %s"
            .formatted(task.id(), what, tryNumber, tries, seconds(delay), error);
    log("TaskRetries", LogLevel.WARN, text, Color.YELLOW, data(task, StepState.UP_FOR_RETRY));
  }

  @Override
  public void taskFinished(
      Task task,
      StepState state,
      String message,
      @Nullable Duration took,
      @Nullable Throwable failure) {
    synchronized (counts) {
      counts.merge(state, 1, Integer::sum);
    }
    String word =
        switch (state) {
          case SUCCESS -> "OK";
          case SKIPPED -> "SKIPPED";
          case UPSTREAM_FAILED -> "UPSTREAM_FAILED";
          default -> state.name();
        };
    Color color =
        switch (state) {
          case SUCCESS -> Color.GREEN;
          case FAILED -> Color.RED;
          default -> Color.YELLOW;
        };
    LogLevel level = state == StepState.FAILED ? LogLevel.ERROR : LogLevel.INFO;
    String time = took == null ? "" : " [in " + seconds(took) + "]";
    String told = failure == null ? message : told(failure);
    String text =
        "task %s: %s%s%s".formatted(task.id(), word, time, told.isEmpty() ? "" : ": " + told);
    log("TaskFinished", level, text, color, data(task, state));
    if (failure != null) {
      console.debug(FailureText.stackTrace(failure));
    }
  }

  /** How many tasks ended how: {@code 3 success, 1 skipped}. */
  public String counted() {
    synchronized (counts) {
      return counts.entrySet().stream()
          .map(count -> count.getValue() + " " + count.getKey().airflowName())
          .collect(Collectors.joining(", "));
    }
  }

  private String told(Throwable failure) {
    boolean ours = failure instanceof TaskFailedException || failure instanceof TimedOutException;
    return ours ? String.valueOf(failure.getMessage()) : failures.of(failure);
  }

  private static Map<String, @Nullable Object> data(Task task, StepState state) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("task", task.id());
    data.put("state", state.airflowName());
    return data;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2fs", duration.toMillis() / 1000.0);
  }

  private void log(
      String name,
      LogLevel level,
      String text,
      @Nullable Color color,
      Map<String, @Nullable Object> data) {
    LogEvent event = LogEvent.of(name, "T010", level, prefix + text).with(data);
    console.log(color == null ? event : event.in(color));
  }
}
