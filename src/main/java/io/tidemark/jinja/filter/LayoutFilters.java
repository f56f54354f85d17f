package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.CallContext;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.TextLines;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Filters that lay a text out: indented, wrapped, cut, centred. */
final class LayoutFilters {
  private LayoutFilters() {}

  static void addTo(Map<String, Callable> filters) {
    filters.put("indent", LayoutFilters::indent);
    filters.put("center", LayoutFilters::center);
    filters.put("truncate", LayoutFilters::truncate);
    filters.put("wordwrap", LayoutFilters::wordWrap);
  }

  private static Object indent(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "s", "width", "first", "blank");
    Object given = bound.get(0);
    if (given instanceof Undefined undefined) {
      throw undefined.error();
    }
    Object whole = Arithmetic.binary("+", given, given instanceof Markup ? new Markup("\n") : "\n");
    Object width = bound.get(1);
    String indentation =
        width instanceof String text
            ? text
            : " ".repeat(Sizes.checkText(Math.max(0, bound.integer(1, 4))));
    boolean blank = bound.truth(3, false);
    List<@Nullable Object> lines = TextLines.split(String.valueOf(whole), false);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = String.valueOf(lines.get(i));
      boolean indented = i == 0 ? bound.truth(2, false) : blank || !line.isEmpty();
      out.append(i == 0 ? "" : "\n").append(indented ? indentation : "").append(line);
      Sizes.checkText(out.length());
    }
    return given instanceof Markup ? new Markup(out.toString()) : out.toString();
  }

  private static @Nullable Object center(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "width");
    CallContext context = arguments.context();
    Object text = TextFilters.soft(bound.get(0));
    return context.call(
        context.attribute(text, "center"), Collections.singletonList(bound.get(1, 80L)), Map.of());
  }

  private static Object truncate(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "s", "length", "killwords", "end", "leeway");
    Object given = bound.get(0);
    long length = bound.clamped(1, 255);
    String end = bound.text(3, "...");
    long leeway = bound.get(4) == null ? 5 : bound.clamped(4, 5);
    int endLength = CodePoints.length(end);
    require(length >= endLength, "expected length >= " + endLength + ", got " + length);
    require(leeway >= 0, "expected leeway >= 0, got " + leeway);
    if (Iteration.length(given) - leeway <= length) {
      return given == null ? "" : given;
    }
    Object cut = new Slice(null, length - endLength, null).of(given);
    if (cut == Missing.MISSING) {
      throw PythonException.type("'" + TypeName.of(given) + "' object can't be truncated");
    }
    if (!bound.truth(2, false)) {
      if (!(cut instanceof String || cut instanceof Markup)) {
        throw new PythonException(
            ErrorKind.ATTRIBUTE, "'" + TypeName.of(cut) + "' object has no attribute 'rsplit'");
      }
      String text = cut.toString();
      int space = text.lastIndexOf(' ');
      String kept = space < 0 ? text : text.substring(0, space);
      cut = cut instanceof Markup ? new Markup(kept) : kept;
    }
    return Objects.requireNonNull(Arithmetic.binary("+", cut, end));
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new PythonException(ErrorKind.ASSERTION, problem);
    }
  }

  private static Object wordWrap(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(1, "s", "width", "break_long_words", "wrapstring", "break_on_hyphens");
    Object given = bound.get(0);
    if (!(given instanceof String || given instanceof Markup)) {
      throw given instanceof Undefined undefined
          ? undefined.error()
          : new PythonException(
              ErrorKind.ATTRIBUTE,
              "'" + TypeName.of(given) + "' object has no attribute 'splitlines'");
    }
    String separator = bound.get(3) == null ? "\n" : bound.text(3);
    WordWrap wrap =
        new WordWrap(
            (int) Math.min(Integer.MAX_VALUE, bound.clamped(1, 79)),
            bound.truth(2, true),
            bound.truth(4, true));
    List<String> wrapped = new ArrayList<>();
    for (Object line : TextLines.split(given.toString(), false)) {
      wrapped.add(String.join(separator, wrap.lines(String.valueOf(line))));
    }
    return String.join(separator, wrapped);
  }
}
