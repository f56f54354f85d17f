package io.tidemark.job;

import io.tidemark.batch.SteadyClock;
import io.tidemark.batch.StepState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * A step of the run that is at work or waits for another try. It begins when the wall clock says
 * so, and ends as much later as has passed. For one thread at a time.
 */
final class OpenStep {

  private final StepExecution execution;
  private final StepWrites writes;
  private final Tries tries;
  private SteadyClock clock;
  private Duration tryBegan = Duration.ZERO;
  private boolean firstTryIsNew;
  private int inThisLaunch;

  /**
   * A step that has just been made.
   *
   * @param triedBefore how often earlier launches have tried it
   */
  OpenStep(StepExecution execution, StepWrites writes, Clock wall, int triedBefore) {
    this.execution = execution;
    this.writes = writes;
    this.tries = new Tries(triedBefore);
    this.clock = SteadyClock.since(wall);
    execution.setStartTime(local(clock.begun()));
  }

  StepExecution execution() {
    return execution;
  }

  JobRepository repository() {
    return writes.repository();
  }

  /** It began earlier than it was written down: with that clock. */
  void beganWith(SteadyClock earlier) {
    clock = earlier;
    execution.setStartTime(local(clock.begun()));
  }

  /** How long it has been at work, waits between tries included. */
  Duration took() {
    return clock.passed();
  }

  /** How long its try has been at work. */
  Duration tryTook() {
    return clock.passed().minus(tryBegan);
  }

  /** How many rows it is about; negative where that has no meaning. */
  void rows(long rows) {
    execution.setReadCount(Math.max(0, rows));
    execution.setWriteCount(Math.max(0, rows));
  }

  /** The first try of this launch begins with the step, which is not written by this. */
  void beginFirstTry() {
    begin();
    firstTryIsNew = true;
  }

  /** Its number, from 1; the first one of this launch has begun with the step. */
  int beginTry() {
    if (firstTryIsNew) {
      firstTryIsNew = false;
    } else {
      begin();
      save();
    }
    return tries.last();
  }

  private void begin() {
    tryBegan = clock.passed();
    inThisLaunch++;
    StepState.RUNNING.set(execution, "");
    execution.getExecutionContext().putInt("try_number", tries.begin(clock.instant()));
    noteTries();
  }

  /** How often this launch has tried it. */
  int triedInThisLaunch() {
    return inThisLaunch;
  }

  int lastTry() {
    return tries.last();
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
    noteTries();
    writes.save(execution);
  }

  private void noteTries() {
    if (inThisLaunch > 0) {
      execution.getExecutionContext().putString("tries", tries.json());
    }
  }

  private static LocalDateTime local(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneId.systemDefault());
  }
}
