package io.tidemark.jinja.value;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Python's range: the integers from {@code start} to before {@code stop}. */
public record PythonRange(long start, long stop, long step)
    implements Iterable<@Nullable Object>, HasLength, HasText, HasType {
  public PythonRange {
    if (step == 0) {
      throw PythonException.value("range() arg 3 must not be zero");
    }
  }

  /** The number of integers, as a double where a long does not hold it. */
  public double count() {
    double distance = step > 0 ? (double) stop - start : (double) start - stop;
    return Math.max(0, Math.ceil(distance / Math.abs((double) step)));
  }

  @Override
  public int length() {
    return (int) count();
  }

  public long get(long index) {
    return start + index * step;
  }

  public boolean contains(long value) {
    long offset = value - start;
    return offset % step == 0 && offset / step >= 0 && offset / step < length();
  }

  @Override
  public Iterator<@Nullable Object> iterator() {
    int length = length();
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < length;
      }

      @Override
      public Object next() {
        if (next >= length) {
          throw new NoSuchElementException();
        }
        return get(next++);
      }
    };
  }

  @Override
  public String text() {
    return step == 1
        ? "range(" + start + ", " + stop + ")"
        : "range(" + start + ", " + stop + ", " + step + ")";
  }

  @Override
  public String typeName() {
    return "range";
  }
}
