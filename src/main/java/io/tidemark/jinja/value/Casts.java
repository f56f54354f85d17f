package io.tidemark.jinja.value;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place where the items of a template's containers get their type. */
public final class Casts {
  private Casts() {}

  /** The list, for change. */
  @SuppressWarnings("unchecked") // A template's lists hold anything.
  public static List<@Nullable Object> list(Object value) {
    return (List<@Nullable Object>) value;
  }

  /** The dict, for change. */
  @SuppressWarnings("unchecked") // A template's dicts hold anything.
  public static Map<@Nullable Object, @Nullable Object> dict(Object value) {
    return (Map<@Nullable Object, @Nullable Object>) value;
  }

  /** The set, for change. */
  @SuppressWarnings("unchecked") // A template's sets hold anything.
  public static Set<@Nullable Object> set(Object value) {
    return (Set<@Nullable Object>) value;
  }
}
