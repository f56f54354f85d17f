package io.tidemark.project.config;

import io.tidemark.project.problem.Place;
import org.jspecify.annotations.Nullable;

/**
 * A configured value.
 *
 * @param value null, {@code Boolean}, a {@code Number}, {@code String}, {@code List} or {@code Map}
 * @param place where it was written (the last of several, where values were merged), or null where
 *     nobody wrote it
 */
public record ConfigValue(@Nullable Object value, @Nullable Place place) {}
