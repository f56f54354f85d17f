package io.tidemark.cli;

import io.tidemark.batch.RunTarget;
import io.tidemark.batch.history.RunLog;
import io.tidemark.load.book.FreezingProcess;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import io.tidemark.report.run.JobConsole;
import io.tidemark.report.run.RunConsole;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The console of one run, of which the job repository keeps what matters. */
final class KeptLog implements AutoCloseable {

  private final RunLog log;
  private final Console console;

  /**
   * Keeps what is told from now on.
   *
   * @param whole where all lines go as ever
   * @param invocationId by which the log file on this machine tells this process from others
   */
  KeptLog(RunTarget target, Console whole, String invocationId, Clock clock) {
    this.log = RunLog.open(target, clock);
    this.console = whole.heardBy(this::heard);
    FreezingProcess process = FreezingProcess.current();
    log.add(
        clock.instant(),
        LogLevel.INFO.dbtName(),
        null,
        "Process %d of %s on %s, invocation %s"
            .formatted(
                process.processId(),
                process.osUser(),
                Objects.requireNonNullElse(process.host(), "an unknown host"),
                invocationId));
  }

  /** Where the run is told. */
  Console console() {
    return console;
  }

  /** The launch has this number, where its start was not told. */
  void belongsTo(long executionId) {
    log.belongsTo(executionId);
  }

  private void heard(LogEvent event, Instant at) {
    if (event.data().get(RunConsole.EXECUTION_ID) instanceof Long id) {
      log.belongsTo(id);
    }
    if (event.level().reaches(LogLevel.INFO) && !event.message().isBlank()) {
      String level = event.level().dbtName();
      if (event.name().equals(JobConsole.OUTPUT)) {
        log.addPrinted(at, level, step(event.data()), event.message());
      } else {
        log.add(at, level, step(event.data()), event.message());
      }
    }
  }

  private static @Nullable String step(Map<String, @Nullable Object> data) {
    Object node = data.get("node_info") instanceof Map<?, ?> info ? info.get("unique_id") : null;
    Object step = node != null ? node : data.getOrDefault("task", data.get("unique_id"));
    return step == null ? null : step.toString();
  }

  @Override
  public void close() {
    log.close();
  }
}
