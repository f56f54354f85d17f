package io.tidemark.job;

import java.time.Duration;

/** Whether a task may begin whose trigger rule says so. */
sealed interface Admission {

  /** It may. */
  record Go() implements Admission {}

  /** It is skipped. */
  record Skip(String by, String message) implements Admission {}

  /** It can't in this launch, because its run for the interval before has not succeeded. */
  record Blocked(String message) implements Admission {}

  /** That can't be told yet. */
  record Wait(Duration delay) implements Admission {}

  /** That could not be found out. */
  record Broken(RuntimeException failure) implements Admission {

    String message() {
      return "Its condition can't be asked: " + Text.of(failure);
    }
  }
}
