package io.tidemark.jinja.operator;

import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code start:stop:step}; None where a part is left out. */
public record Slice(@Nullable Object start, @Nullable Object stop, @Nullable Object step) {
  /** The part of the sequence, of the sequence's own type; MISSING if it can't be sliced. */
  public @Nullable Object of(@Nullable Object sequence) {
    if (sequence instanceof String text) {
      return ofText(text);
    }
    if (sequence instanceof Markup markup) {
      return new Markup(ofText(markup.text()));
    }
    if (sequence instanceof PythonBytes octets) {
      return new PythonBytes(ofText(octets.characters()));
    }
    if (sequence instanceof List<?> list) {
      Bounds bounds = bounds(list.size());
      List<@Nullable Object> part = new ArrayList<>(bounds.count());
      for (int i = 0; i < bounds.count(); i++) {
        part.add(list.get((int) (bounds.first() + i * bounds.step())));
      }
      return sequence instanceof Tuple ? Tuple.copyOf(part) : part;
    }
    if (sequence instanceof PythonRange range) {
      Bounds bounds = bounds(range.length());
      long start = range.get(bounds.first());
      long step = range.step() * bounds.step();
      return new PythonRange(start, range.get(bounds.end()), step);
    }
    return Missing.MISSING;
  }

  private String ofText(String text) {
    Bounds bounds = bounds(CodePoints.length(text));
    if (bounds.step() == 1) {
      int first = (int) bounds.first();
      return CodePoints.slice(text, first, first + bounds.count());
    }
    int[] points = text.codePoints().toArray();
    StringBuilder part = new StringBuilder(bounds.count());
    for (int i = 0; i < bounds.count(); i++) {
      part.appendCodePoint(points[(int) (bounds.first() + i * bounds.step())]);
    }
    return part.toString();
  }

  private record Bounds(long first, long end, long step, int count) {}

  private Bounds bounds(int length) {
    long by = step == null ? 1 : index(step);
    if (by == 0) {
      throw PythonException.value("slice step cannot be zero");
    }
    long low = by > 0 ? 0 : -1;
    long high = by > 0 ? length : length - 1L;
    long from = start == null ? (by > 0 ? low : high) : clamp(index(start), length, low, high);
    long to = stop == null ? (by > 0 ? high : low) : clamp(index(stop), length, low, high);
    long distance = by > 0 ? to - from : from - to;
    long size = by == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(by);
    int count = distance <= 0 ? 0 : (int) ((distance - 1) / size + 1);
    return new Bounds(from, to, by, count);
  }

  private static long clamp(long index, int length, long low, long high) {
    long absolute = index < 0 ? Math.max(index, -1L - length) + length : index;
    return Math.min(Math.max(absolute, low), high);
  }

  private static long index(Object part) {
    if (part instanceof Undefined || !Numbers.isInteger(part)) {
      throw PythonException.type(
          "slice indices must be integers or None or have an __index__ method");
    }
    return Numbers.index(part);
  }
}
