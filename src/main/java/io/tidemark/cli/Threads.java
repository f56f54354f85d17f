package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import org.jspecify.annotations.Nullable;

/** What {@code --threads} says. */
final class Threads {

  /** As in a profile. */
  private static final int MOST = 1024;

  private Threads() {}

  /**
   * The number as it is.
   *
   * @throws ProjectException if it is out of range
   */
  static @Nullable Integer checked(@Nullable Integer threads) {
    if (threads != null && (threads < 1 || threads > MOST)) {
      throw new ProjectException(
          Problem.of("--threads must be a number from 1 to " + MOST).found("Found: " + threads));
    }
    return threads;
  }
}
