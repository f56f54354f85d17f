package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import org.jspecify.annotations.Nullable;

/** What {@code --threads} says. */
final class Threads {

  private Threads() {}

  /**
   * The number as it is.
   *
   * @throws ProjectException if it is less than 1
   */
  static @Nullable Integer checked(@Nullable Integer threads) {
    if (threads != null && threads < 1) {
      throw new ProjectException(
          Problem.of("--threads must be at least 1").found("Found: " + threads));
    }
    return threads;
  }
}
