package io.tidemark.job;

import io.tidemark.batch.StepState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** A step of the run that is at work or waits for another try. For one thread at a time. */
final class OpenStep {

  private final StepExecution execution;
  private final JobRepository repository;
  private final Clock clock;
  private final Tries tries;
  private int inThisLaunch;
  private Instant tryBeganAt;
  private Instant beganAt;

  /**
   * A step that has just been made.
   *
   * @param triedBefore how often earlier launches have tried it
   */
  OpenStep(StepExecution execution, JobRepository repository, Clock clock, int triedBefore) {
    this.execution = execution;
    this.repository = repository;
    this.clock = clock;
    this.tries = new Tries(triedBefore);
    this.tryBeganAt = clock.instant();
    this.beganAt = tryBeganAt;
    execution.setStartTime(local(beganAt));
  }

  StepExecution execution() {
    return execution;
  }

  JobRepository repository() {
    return repository;
  }

  /** It began earlier than it was written down. */
  void beganAt(Instant moment) {
    beganAt = moment;
    execution.setStartTime(local(moment));
  }

  /** How long it has been at work, waits between tries included. */
  Duration took() {
    return Duration.between(beganAt, clock.instant());
  }

  /** How many rows it is about; negative where that has no meaning. */
  void rows(long rows) {
    execution.setReadCount(Math.max(0, rows));
    execution.setWriteCount(Math.max(0, rows));
  }

  /** Its number, from 1. */
  int beginTry() {
    tryBeganAt = clock.instant();
    inThisLaunch++;
    int number = tries.begin(tryBeganAt);
    StepState.RUNNING.set(execution, "");
    execution.getExecutionContext().putInt("try_number", number);
    save();
    return number;
  }

  /** How often this launch has tried it. */
  int triedInThisLaunch() {
    return inThisLaunch;
  }

  int lastTry() {
    return tries.last();
  }

  Instant tryBeganAt() {
    return tryBeganAt;
  }

  /** It has failed and will be tried again. */
  void willRetry(String error) {
    tries.end(clock.instant(), "failed", error);
    StepState.UP_FOR_RETRY.set(execution, error);
    save();
  }

  /** It is over. */
  void end(StepState state, String description) {
    if (inThisLaunch > 0 && !execution.getExitStatus().getExitCode().equals("UP_FOR_RETRY")) {
      boolean told = state == StepState.FAILED || state == StepState.STOPPED;
      tries.end(clock.instant(), state.airflowName(), told ? description : "");
    }
    state.set(execution, description);
    execution.setEndTime(local(clock.instant()));
    save();
  }

  /** Says something more of it that is kept with its next change. */
  void note(String key, String value) {
    execution.getExecutionContext().putString(key, value);
  }

  /** Writes what has changed. */
  void save() {
    if (inThisLaunch > 0) {
      execution.getExecutionContext().putString("tries", tries.json());
    }
    repository.update(execution);
    repository.updateExecutionContext(execution);
  }

  private static LocalDateTime local(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneId.systemDefault());
  }
}
