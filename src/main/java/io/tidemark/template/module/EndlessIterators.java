package io.tidemark.template.module;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.OnceIterator;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The iterators of {@code itertools} that go on for ever; who reads them counts the steps. */
final class EndlessIterators {

  private EndlessIterators() {}

  static Object count(Arguments arguments) {
    Object step = arguments.get(1, "step", 1L);
    Object start = arguments.get(0, "start", 0L);
    if (start == null || !Numbers.isNumber(start)) {
      throw PythonException.type("a number is required");
    }
    boolean ones = Long.valueOf(1).equals(step);
    return OnceIterator.printed(
        "itertools.count",
        "count(" + PythonText.repr(start) + (ones ? "" : ", " + PythonText.repr(step)) + ")",
        new Iterator<@Nullable Object>() {
          private @Nullable Object next = start;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public @Nullable Object next() {
            Object current = next;
            next = Arithmetic.binary("+", current, step);
            return current;
          }
        });
  }

  static Object cycle(Arguments arguments) {
    List<@Nullable Object> items = Iteration.list(arguments.get(0, "iterable"));
    return OnceIterator.iterator(
        "itertools.cycle",
        items.isEmpty()
            ? Collections.emptyIterator()
            : Stream.iterate(0, i -> (i + 1) % items.size())
                .<@Nullable Object>map(items::get)
                .iterator());
  }

  static Object repeat(Arguments arguments) {
    Object item = arguments.get(0, "object");
    Object times = arguments.get(1, "times", null);
    Stream<Integer> rounds = Stream.iterate(0, i -> i);
    Stream<Integer> some = times == null ? rounds : rounds.limit(Math.max(0, Numbers.index(times)));
    String printed = PythonText.repr(item) + (times == null ? "" : ", " + PythonText.repr(times));
    return OnceIterator.printed(
        "itertools.repeat",
        "repeat(" + printed + ")",
        some.<@Nullable Object>map(i -> item).iterator());
  }
}
