package io.tidemark.report.console;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping seen through a function, which is called each time a value is read: where thousands of
 * entries are written one after the other, one is in memory at a time. Can't be changed.
 *
 * @param <T> what is behind the values
 */
public final class ValuesOnDemand<T extends @Nullable Object>
    extends AbstractMap<String, @Nullable Object> {

  private final Map<?, ? extends T> behind;
  private final Function<? super T, ? extends @Nullable Object> value;

  /**
   * A view.
   *
   * @param behind its keys become texts
   * @param value makes a value; may throw, to whoever reads it
   */
  public ValuesOnDemand(
      Map<?, ? extends T> behind, Function<? super T, ? extends @Nullable Object> value) {
    this.behind = behind;
    this.value = value;
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, @Nullable Object>> iterator() {
        return entries();
      }

      @Override
      public int size() {
        return behind.size();
      }
    };
  }

  private Iterator<Entry<String, @Nullable Object>> entries() {
    Iterator<? extends Entry<?, ? extends T>> next = behind.entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next.hasNext();
      }

      @Override
      public Entry<String, @Nullable Object> next() {
        Entry<?, ? extends T> one = next.next();
        return new SimpleImmutableEntry<>(
            String.valueOf(one.getKey()), value.apply(one.getValue()));
      }
    };
  }
}
