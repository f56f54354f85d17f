package io.tidemark.jinja.value;

import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Python's generators and iterators: computed while read, read once, always true, without a length.
 * Not safe for use by several threads.
 */
public final class OnceIterator implements Iterator<@Nullable Object>, HasText, HasType {
  private final String typeName;
  private final String printed;
  private final Supplier<Iterator<?>> source;
  private @Nullable Iterator<?> running;
  private long read;

  private OnceIterator(String typeName, String printed, Supplier<Iterator<?>> source) {
    this.typeName = typeName;
    this.printed = printed;
    this.source = source;
  }

  /** A generator function's result: the source is asked for at the first read. */
  public static OnceIterator generator(String function, Supplier<Iterator<?>> source) {
    return new OnceIterator("generator", "generator object " + function, source);
  }

  /** An iterator over something that exists. */
  public static OnceIterator iterator(String typeName, Iterator<?> source) {
    return new OnceIterator(typeName, typeName + " object", () -> source);
  }

  /** An iterator that has a text of its own. */
  public static OnceIterator printed(String typeName, String text, Iterator<?> source) {
    return new OnceIterator(typeName, text, () -> source);
  }

  private Iterator<?> running() {
    Iterator<?> current = running;
    if (current == null) {
      current = source.get();
      running = current;
    }
    return current;
  }

  @Override
  public boolean hasNext() {
    return running().hasNext();
  }

  @Override
  public @Nullable Object next() {
    // Some never end, and not everybody who reads them counts.
    read++;
    Sizes.checkItems(read);
    return running().next();
  }

  @Override
  public String text() {
    // Only calls have brackets.
    return printed.endsWith(")")
        ? printed
        : "<" + printed + " at 0x7f%010x>".formatted(System.identityHashCode(this));
  }

  @Override
  public String typeName() {
    return typeName;
  }
}
