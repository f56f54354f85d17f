package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * Renders a template that stands in a YAML value. The layer above supplies it: this package knows
 * no template language. Implementations must be safe for use by several threads.
 */
@FunctionalInterface
public interface ValueRenderer {

  /**
   * Renders a text that contains a template.
   *
   * @param text the value as it is in the file
   * @param place where it is
   * @return null, a boolean, a number, a text, a list or a map, as dbt's native rendering gives
   * @throws io.tidemark.project.problem.ProjectException where it can't be rendered
   */
  @Nullable Object render(String text, Place place);

  /** Leaves every text as it is. */
  static ValueRenderer identity() {
    return (text, place) -> text;
  }
}
