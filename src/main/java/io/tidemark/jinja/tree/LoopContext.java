package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Adopted;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The {@code loop} of a for statement; who iterates over it takes the loop's items away. */
final class LoopContext
    implements Callable, HasAttributes, HasLength, HasText, HasType, Iterator<@Nullable Object> {
  private static final List<String> ATTRIBUTES =
      List.of(
          "index",
          "index0",
          "revindex",
          "revindex0",
          "first",
          "last",
          "length",
          "cycle",
          "changed",
          "previtem",
          "nextitem",
          "depth",
          "depth0");

  /** Runs the loop's body for other items, one level deeper. */
  @FunctionalInterface
  interface Recursion {
    Object run(@Nullable Object items, Frame caller);
  }

  private final @Nullable Object iterable;
  private final int depth0;
  private final @Nullable Recursion recursion;
  private Iterator<?> items;
  private int index0 = -1;
  private int length = -1;
  private @Nullable Object previous = Missing.MISSING;
  private @Nullable Object current = Missing.MISSING;
  private @Nullable Object after = Missing.MISSING;
  private @Nullable Object lastChanged = Missing.MISSING;

  LoopContext(@Nullable Object iterable, int depth0, @Nullable Recursion recursion) {
    this.iterable = iterable;
    this.depth0 = depth0;
    this.recursion = recursion;
    this.items = Iteration.iterator(iterable);
  }

  boolean advance() {
    Object next = after;
    if (next == Missing.MISSING) {
      if (!items.hasNext()) {
        return false;
      }
      next = Adopted.value(items.next());
    }
    after = Missing.MISSING;
    index0++;
    previous = current;
    current = next;
    return true;
  }

  @Override
  public boolean hasNext() {
    return peek() != Missing.MISSING;
  }

  @Override
  public Tuple next() {
    if (!advance()) {
      throw new NoSuchElementException();
    }
    return Tuple.of(current, this);
  }

  @Nullable Object current() {
    return current;
  }

  private @Nullable Object peek() {
    if (after == Missing.MISSING && items.hasNext()) {
      after = Adopted.value(items.next());
    }
    return after;
  }

  @Override
  public int length() {
    if (length < 0) {
      if (Iteration.isSized(iterable)) {
        length = (int) Iteration.length(iterable);
      } else {
        List<@Nullable Object> rest = new ArrayList<>();
        items.forEachRemaining(rest::add);
        items = rest.iterator();
        length = rest.size() + index0 + 1 + (after == Missing.MISSING ? 0 : 1);
      }
    }
    return length;
  }

  @Override
  public @Nullable Object call(Arguments arguments) {
    if (recursion == null) {
      throw PythonException.type(
          "The loop must have the 'recursive' marker to be called recursively.");
    }
    if (!(arguments.context() instanceof Frame caller)) {
      throw new IllegalArgumentException("a loop is called from a render");
    }
    return recursion.run(arguments.bind(1, "iterable").get(0), caller);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "index" -> index0 + 1;
      case "index0" -> index0;
      case "revindex" -> length() - index0;
      case "revindex0" -> length() - index0 - 1;
      case "first" -> index0 == 0;
      case "last" -> peek() == Missing.MISSING;
      case "length" -> length();
      case "depth" -> depth0 + 1;
      case "depth0" -> depth0;
      case "previtem" -> index0 == 0 ? absent("there is no previous item") : previous;
      case "nextitem" -> peek() == Missing.MISSING ? absent("there is no next item") : after;
      case "cycle" -> (Callable) this::cycle;
      case "changed" -> (Callable) this::changed;
      default -> Missing.MISSING;
    };
  }

  private static Undefined absent(String message) {
    return new Undefined(message, null, UndefinedMode.STANDARD, List::of);
  }

  private static void refuseKeywords(String method, Arguments arguments) {
    for (String name : arguments.named().keySet()) {
      throw PythonException.type(
          "LoopContext." + method + "() got an unexpected keyword argument '" + name + "'");
    }
  }

  private @Nullable Object cycle(Arguments arguments) {
    refuseKeywords("cycle", arguments);
    if (arguments.size() == 0) {
      throw PythonException.type("no items for cycling given");
    }
    return arguments.positional().get(index0 % arguments.size());
  }

  private boolean changed(Arguments arguments) {
    refuseKeywords("changed", arguments);
    Tuple value = Tuple.copyOf(arguments.positional());
    if (lastChanged != Missing.MISSING && Comparison.equal(lastChanged, value)) {
      return false;
    }
    lastChanged = value;
    return true;
  }

  @Override
  public Collection<String> attributeNames() {
    return ATTRIBUTES;
  }

  @Override
  public String text() {
    return "<LoopContext " + (index0 + 1) + "/" + length() + ">";
  }

  @Override
  public String typeName() {
    return "LoopContext";
  }
}
