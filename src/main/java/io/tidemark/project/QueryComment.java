package io.tidemark.project;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * What {@code query-comment} in {@code dbt_project.yml} asks for: a comment with each statement.
 *
 * @param text a template; empty for no comment, null for dbt's own
 * @param append true if it stands behind the statement
 * @param place where it stands; null where the file does not say anything
 */
public record QueryComment(@Nullable String text, boolean append, @Nullable Place place) {

  /** What dbt does unasked. */
  public static final QueryComment DEFAULT = new QueryComment(null, false, null);
}
