package io.tidemark.jinja.operator;

import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code +} and {@code *} of strings, lists and tuples. */
final class Sequences {
  private Sequences() {}

  static @Nullable Object concatenate(@Nullable Object left, @Nullable Object right) {
    if (left instanceof String || left instanceof Markup) {
      return concatenateText(left, right);
    }
    if (right instanceof Markup) {
      return Missing.MISSING;
    }
    if (left instanceof List<?> first) {
      if (right instanceof List<?> second && (left instanceof Tuple) == (right instanceof Tuple)) {
        Sizes.checkItems((long) first.size() + second.size());
        List<@Nullable Object> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return left instanceof Tuple ? Tuple.copyOf(all) : all;
      }
      String type = left instanceof Tuple ? "tuple" : "list";
      throw PythonException.type(
          "can only concatenate %s (not \"%s\") to %s".formatted(type, TypeName.of(right), type));
    }
    return Missing.MISSING;
  }

  private static Object concatenateText(Object left, @Nullable Object right) {
    if (!(right instanceof String || right instanceof Markup)) {
      throw left instanceof Markup
          ? Arithmetic.unsupported("+", left, right)
          : PythonException.type(
              "can only concatenate str (not \"" + TypeName.of(right) + "\") to str");
    }
    if (left instanceof Markup || right instanceof Markup) {
      return new Markup(Markup.of(left).text().concat(Markup.of(right).text()));
    }
    String first = (String) left;
    String second = (String) right;
    Sizes.checkText((long) first.length() + second.length());
    return first.concat(second);
  }

  static @Nullable Object repeat(@Nullable Object left, @Nullable Object right) {
    if (isSequence(left)) {
      return repeated(left, right);
    }
    return isSequence(right) ? repeated(right, left) : Missing.MISSING;
  }

  private static boolean isSequence(@Nullable Object value) {
    return value instanceof String || value instanceof Markup || value instanceof List;
  }

  private static Object repeated(@Nullable Object sequence, @Nullable Object times) {
    if (!Numbers.isInteger(times)) {
      throw PythonException.type(
          "can't multiply sequence by non-int of type '" + TypeName.of(times) + "'");
    }
    long count = Math.max(0, Numbers.index(times));
    long length = Math.max(1, Iteration.length(sequence));
    if (!(sequence instanceof List<?> items)) {
      Sizes.checkText(count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * length);
      String text = String.valueOf(sequence).repeat((int) count);
      return sequence instanceof Markup ? new Markup(text) : text;
    }
    Sizes.checkItems(count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * length);
    List<@Nullable Object> all = new ArrayList<>((int) (count * items.size()));
    for (long i = 0; i < count; i++) {
      all.addAll(items);
    }
    return sequence instanceof Tuple ? Tuple.copyOf(all) : all;
  }
}
