package io.tidemark.jinja.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Python's tuple: an immutable sequence that equals only tuples. */
public class Tuple extends AbstractList<@Nullable Object> implements RandomAccess {
  private static final Tuple EMPTY = new Tuple(new Object[0]);
  private final @Nullable Object[] items;

  Tuple(@Nullable Object[] items) {
    this.items = items;
  }

  public static Tuple of(@Nullable Object... items) {
    return items.length == 0 ? EMPTY : new Tuple(items.clone());
  }

  public static Tuple copyOf(Collection<?> items) {
    return items.isEmpty() ? EMPTY : new Tuple(items.toArray());
  }

  @Override
  public @Nullable Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tuple tuple && Arrays.equals(items, tuple.items);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(items);
  }
}
