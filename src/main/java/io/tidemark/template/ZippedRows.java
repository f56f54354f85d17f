package io.tidemark.template;

import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code zip}: rows as long as each source has something. As there a row is read when it
 * is asked for, so that a list may grow meanwhile. Not safe for several threads.
 */
final class ZippedRows implements Iterator<@Nullable Object> {
  private final List<Iterator<?>> sources;
  private @Nullable Tuple next;
  private boolean ended;

  ZippedRows(List<Iterator<?>> sources) {
    this.sources = sources;
    this.ended = sources.isEmpty();
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = row();
      ended = next == null;
    }
    return next != null;
  }

  private @Nullable Tuple row() {
    List<@Nullable Object> row = new ArrayList<>();
    for (Iterator<?> source : sources) {
      if (!source.hasNext()) {
        return null;
      }
      row.add(source.next());
    }
    return Tuple.copyOf(row);
  }

  @Override
  public Object next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Tuple row = next;
    next = null;
    return row;
  }
}
