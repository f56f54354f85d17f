package io.tidemark.project.config;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A configured value.
 *
 * @param value null, {@code Boolean}, a {@code Number}, {@code String}, {@code List} or {@code Map}
 * @param place where it was written (the last of several, where values were merged), or null where
 *     nobody wrote it
 * @param written what dbt calls unrendered: what the most specific of the places that set it says,
 *     without what the others add; of {@code dbt_project.yml} with its templates as they stand
 *     there, of other places too where the project wants it so
 */
public record ConfigValue(@Nullable Object value, @Nullable Place place, @Nullable Object written) {

  /** A value that is what was written. */
  public ConfigValue(@Nullable Object value, @Nullable Place place) {
    this(value, place, value);
  }
}
