package io.tidemark.jinja.value;

import org.jspecify.annotations.Nullable;

/** A host object with items: {@code x['key']}. */
public interface HasItems {
  /** The item, or {@link Missing#MISSING} if there is no such item. */
  @Nullable Object item(@Nullable Object key);
}
