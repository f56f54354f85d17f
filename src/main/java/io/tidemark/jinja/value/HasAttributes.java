package io.tidemark.jinja.value;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host object with attributes: {@code x.name}, and {@code x['name']} if it has no items. */
public interface HasAttributes {
  /**
   * The attribute's value.
   *
   * @param name never begins with an underscore: those are refused before this is asked
   * @return the value ({@code null} is None), or {@link Missing#MISSING} if there is no such
   *     attribute
   */
  @Nullable Object attribute(String name);

  /** The names that {@link #attribute} knows, for suggestions in errors. */
  default Collection<String> attributeNames() {
    return List.of();
  }
}
