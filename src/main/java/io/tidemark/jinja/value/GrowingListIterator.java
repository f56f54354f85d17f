package io.tidemark.jinja.value;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list that may change meanwhile, as Python does: by index, up to the length of the moment.
 */
final class GrowingListIterator implements Iterator<@Nullable Object> {
  private final List<?> list;
  private int next;

  GrowingListIterator(List<?> list) {
    this.list = list;
  }

  @Override
  public boolean hasNext() {
    return next < list.size();
  }

  @Override
  public @Nullable Object next() {
    if (next >= list.size()) {
      throw new NoSuchElementException();
    }
    return list.get(next++);
  }
}
