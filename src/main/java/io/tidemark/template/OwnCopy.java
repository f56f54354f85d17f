package io.tidemark.template;

import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of the program as templates get them: theirs to change, as Python's lists and dicts are.
 */
public final class OwnCopy {

  private OwnCopy() {}

  /** A deep copy of dictionaries and lists; any other value as it is. */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return of(map);
    }
    if (value instanceof List<?> list && !(value instanceof Tuple)) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(of(item)));
      return copy;
    }
    return value;
  }

  /** A deep copy. */
  public static <K> Map<K, @Nullable Object> of(Map<K, ?> map) {
    Map<K, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, of((Object) value)));
    return copy;
  }
}
