package io.tidemark.jinja.value;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items of another iterator that pass a test, tested when they are asked for. */
public final class FilteredIterator implements Iterator<@Nullable Object> {
  private final Iterator<?> all;
  private final Predicate<@Nullable Object> test;
  private @Nullable Object next;
  private boolean ready;

  public FilteredIterator(Iterator<?> all, Predicate<@Nullable Object> test) {
    this.all = all;
    this.test = test;
  }

  @Override
  public boolean hasNext() {
    while (!ready && all.hasNext()) {
      Object candidate = all.next();
      if (test.test(candidate)) {
        next = candidate;
        ready = true;
      }
    }
    return ready;
  }

  @Override
  public @Nullable Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return next;
  }
}
