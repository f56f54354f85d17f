package io.tidemark.jinja.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host object that is no dict and can be made one: Python's {@code keys()} and {@code x[key]}.
 */
public interface HasKeys {
  /** Its items by their keys. */
  Map<?, ? extends @Nullable Object> keyed();
}
