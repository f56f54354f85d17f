package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a dict's entries; a dict that grew or shrank meanwhile is an error, as in Python. */
final class DictIterator implements Iterator<@Nullable Object> {
  private final Map<?, ?> dict;
  private final Iterator<? extends Map.Entry<?, ?>> entries;
  private final Function<Map.Entry<?, ?>, @Nullable Object> part;
  private final int size;

  DictIterator(Map<?, ?> dict, Function<Map.Entry<?, ?>, @Nullable Object> part) {
    this.dict = dict;
    this.entries = dict.entrySet().iterator();
    this.part = part;
    this.size = dict.size();
  }

  @Override
  public boolean hasNext() {
    if (dict.size() != size) {
      throw new PythonException(ErrorKind.RUNTIME, "dictionary changed size during iteration");
    }
    return entries.hasNext();
  }

  @Override
  public @Nullable Object next() {
    return part.apply(entries.next());
  }
}
