package io.tidemark.project.yaml;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/** A value in a YAML file that knows where it was written. Immutable. */
public sealed interface YamlNode permits YamlMapping, YamlSequence, YamlScalar {

  /** Where the value begins. */
  Place place();

  /**
   * The value in Java's types, as PyYAML's safe loader would give it in Python's: null, {@code
   * Boolean}, {@code Long} or {@code BigInteger}, {@code Double}, {@code String}, {@code List},
   * {@code LinkedHashMap} in the file's order. Lists and maps can't be changed.
   */
  @Nullable Object value();

  /** The value as {@link #value} gives it, but with its templates as they stand in the file. */
  @Nullable Object written();

  /** The value as {@link #value} gives it, but with a timestamp as a {@code Temporal}. */
  @Nullable Object typed();

  /** What it is, for an error: {@code a list}, {@code the text "abc"}, {@code the number 5}. */
  String description();
}
