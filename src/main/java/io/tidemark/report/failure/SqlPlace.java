package io.tidemark.report.failure;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/** Finds what a person wrote behind a statement that was sent. */
@FunctionalInterface
public interface SqlPlace {

  /** Knows nothing. */
  SqlPlace NONE = (statement, position) -> null;

  /**
   * The line of the model's file that a position in a statement comes from.
   *
   * @param statement the text that was sent to the server
   * @param position 1-based, in characters (code points), as PostgreSQL counts
   * @return null where that is not known
   */
  @Nullable Place locate(String statement, int position);
}
