package io.tidemark.jinja.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Python's {@code sorted}: stable, also in reverse, each key computed once. */
public final class SortedItems {
  private SortedItems() {}

  private record Keyed(@Nullable Object key, @Nullable Object item) {}

  /** A new list, in order. */
  public static List<@Nullable Object> sorted(
      Iterable<?> items, Function<@Nullable Object, @Nullable Object> key, boolean reverse) {
    List<Keyed> keyed = new ArrayList<>();
    for (Object item : items) {
      keyed.add(new Keyed(key.apply(item), item));
    }
    Comparator<Keyed> order = (left, right) -> Comparison.sortOrder(left.key(), right.key());
    keyed.sort(reverse ? order.reversed() : order);
    List<@Nullable Object> sorted = new ArrayList<>(keyed.size());
    for (Keyed one : keyed) {
      sorted.add(one.item());
    }
    return sorted;
  }
}
