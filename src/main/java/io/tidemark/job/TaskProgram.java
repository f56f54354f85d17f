package io.tidemark.job;

/** What a task does. Thread-safe. */
@FunctionalInterface
public interface TaskProgram {

  /**
   * Does it once.
   *
   * @throws RuntimeException if it fails
   */
  TaskAnswer run(TaskTry attempt);
}
