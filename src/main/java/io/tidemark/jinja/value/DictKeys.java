package io.tidemark.jinja.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's keys of dicts and members of sets: numbers that are equal are one key. */
public final class DictKeys {
  private DictKeys() {}

  /**
   * The key as it is stored, so that {@code Integer} 1 and {@code Long} 1 are one; refuses lists.
   */
  public static @Nullable Object canonical(@Nullable Object key) {
    if (key instanceof Integer || key instanceof Short || key instanceof Byte) {
      return ((Number) key).longValue();
    }
    if (key instanceof Markup markup) {
      return markup.text();
    }
    if ((key instanceof List && !(key instanceof Tuple))
        || key instanceof Map
        || key instanceof Set
        || (key instanceof DictView view && view.part() != DictView.Part.VALUES)) {
      throw PythonException.type("unhashable type: '" + TypeName.of(key) + "'");
    }
    if (key instanceof Tuple tuple) {
      for (Object item : tuple) {
        canonical(item);
      }
    }
    return key;
  }

  /** The value under the key, or {@link Missing#MISSING}. */
  public static @Nullable Object get(Map<?, ?> dict, @Nullable Object key) {
    Object wanted = canonical(key);
    Object value = dict.get(wanted);
    if (value != null || dict.containsKey(wanted)) {
      return value;
    }
    if (Numbers.isNumber(wanted)) {
      for (Map.Entry<?, ?> entry : dict.entrySet()) {
        if (Numbers.isNumber(entry.getKey()) && Comparison.equal(entry.getKey(), wanted)) {
          return entry.getValue();
        }
      }
    }
    return Missing.MISSING;
  }

  public static void put(
      Map<@Nullable Object, @Nullable Object> dict, @Nullable Object key, @Nullable Object value) {
    Sizes.checkKeys(dict.size());
    dict.put(stored(dict.keySet(), key), value);
  }

  public static boolean contains(Set<?> set, @Nullable Object item) {
    return set.contains(stored(set, item));
  }

  public static boolean add(Set<@Nullable Object> set, @Nullable Object item) {
    return set.add(stored(set, item));
  }

  /** The member that equals the key, or the key in its canonical form. */
  public static @Nullable Object stored(Set<?> members, @Nullable Object key) {
    Object wanted = canonical(key);
    if (!members.contains(wanted) && isUnusualNumber(wanted)) {
      for (Object member : members) {
        if (Comparison.equal(member, wanted)) {
          return member;
        }
      }
    }
    return wanted;
  }

  // 0 and 1 have twins among the bools, a float may equal an int; other ints have no other form.
  private static boolean isUnusualNumber(@Nullable Object key) {
    return Numbers.isNumber(key)
        && !(key instanceof Long number && number != 0 && number != 1)
        && !(key instanceof BigInteger);
  }
}
