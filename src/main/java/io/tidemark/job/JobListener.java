package io.tidemark.job;

import io.tidemark.batch.LockKeeper;
import io.tidemark.batch.StepState;
import io.tidemark.schedule.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears how the tasks of a job's run go on. Called on the threads that do the work; must be quick
 * and must not throw.
 */
public interface JobListener extends LockKeeper.Teller {

  @Override
  default void note(String text) {}

  @Override
  default void warning(String text) {}

  /** A task begins; of a task with nodes, the first of them. */
  default void taskStarted(Task task, int tryNumber) {}

  /** A task prints a line. */
  default void output(Task task, String line) {}

  /** A try has failed and there will be another one. */
  default void retries(
      Task task, @Nullable String node, int tryNumber, int tries, Duration delay, String error) {}

  /**
   * A task has ended or is not tried.
   *
   * @param message what is told of it: rows, an error, why it was skipped
   * @param took how long; null if it was not tried
   * @param failure what went wrong, or null
   */
  default void taskFinished(
      Task task,
      StepState state,
      String message,
      @Nullable Duration took,
      @Nullable Throwable failure) {}
}
