package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.format.JsonText;
import io.tidemark.jinja.method.Attributes;
import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.CallContext;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that change a text. */
final class TextFilters {
  private static final Pattern WORD_START =
      Pattern.compile("[-\\s({\\[<]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

  private TextFilters() {}

  static void addTo(Map<String, Callable> filters) {
    for (String method : List.of("upper", "lower", "capitalize")) {
      filters.put(method, arguments -> method(arguments.bind(1, "s"), arguments, method));
    }
    filters.put("title", TextFilters::title);
    filters.put("trim", TextFilters::trim);
    filters.put("replace", TextFilters::replace);
    filters.put("string", arguments -> soft(arguments.bind(1, "object").get(0)));
    filters.put("wordcount", TextFilters::wordCount);
    filters.put("format", TextFilters::format);
    filters.put("tojson", TextFilters::toJson);
    filters.put("default", TextFilters::orDefault);
    filters.put("d", TextFilters::orDefault);
    filters.put("attr", TextFilters::attribute);
    filters.put("pprint", arguments -> PrettyText.of(arguments.bind(1, "value").get(0)));
  }

  /** The value as text; escaped text stays escaped. */
  static Object soft(@Nullable Object value) {
    return value instanceof Markup markup ? markup : PythonText.str(value);
  }

  private static @Nullable Object method(
      BoundArguments bound, Arguments arguments, String method, @Nullable Object... rest) {
    CallContext context = arguments.context();
    return context.call(
        context.attribute(soft(bound.get(0)), method), Arrays.asList(rest), Map.of());
  }

  private static Object title(Arguments arguments) {
    String text = PythonText.str(arguments.bind(1, "s").get(0));
    StringBuilder out = new StringBuilder(text.length());
    Matcher separators = WORD_START.matcher(text);
    int from = 0;
    while (separators.find()) {
      appendTitled(out, text.substring(from, separators.start()));
      out.append(separators.group());
      from = separators.end();
    }
    appendTitled(out, text.substring(from));
    return out.toString();
  }

  private static void appendTitled(StringBuilder out, String word) {
    if (!word.isEmpty()) {
      int first = Character.charCount(word.codePointAt(0));
      out.append(word.substring(0, first).toUpperCase(Locale.ROOT));
      out.append(word.substring(first).toLowerCase(Locale.ROOT));
    }
  }

  private static @Nullable Object trim(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "chars");
    return method(bound, arguments, "strip", bound.get(1));
  }

  private static @Nullable Object replace(Arguments arguments) {
    BoundArguments bound = arguments.bind(3, "s", "old", "new", "count");
    CallContext context = arguments.context();
    Object count = bound.get(3);
    Object limit = count == null ? Long.valueOf(-1) : count;
    if (context.escapes()) {
      boolean marked = bound.get(1) instanceof Markup || bound.get(2) instanceof Markup;
      Object text = marked ? Markup.of(bound.get(0)) : soft(bound.get(0));
      return context.call(
          context.attribute(text, "replace"),
          Arrays.asList(soft(bound.get(1)), soft(bound.get(2)), limit),
          Map.of());
    }
    return context.call(
        context.attribute(PythonText.str(bound.get(0)), "replace"),
        Arrays.asList(PythonText.str(bound.get(1)), PythonText.str(bound.get(2)), limit),
        Map.of());
  }

  private static Object wordCount(Arguments arguments) {
    return WORD.matcher(PythonText.str(arguments.bind(1, "s").get(0))).results().count();
  }

  private static @Nullable Object format(Arguments arguments) {
    List<@Nullable Object> positional = arguments.positional();
    List<@Nullable Object> values = positional.subList(1, positional.size());
    if (!values.isEmpty() && !arguments.named().isEmpty()) {
      throw new PythonException(
          ErrorKind.FILTER_ARGUMENT,
          "can't handle positional and keyword arguments at the same time");
    }
    Object given =
        arguments.named().isEmpty() ? Tuple.copyOf(values) : new LinkedHashMap<>(arguments.named());
    return Arithmetic.binary("%", soft(positional.get(0)), given);
  }

  private static Object toJson(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "indent");
    String json = JsonText.of(bound.get(0), bound.get(1), true);
    return new Markup(
        json.replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("'", "\\u0027"));
  }

  private static @Nullable Object orDefault(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default_value", "boolean");
    Object value = bound.get(0);
    boolean replaced = value instanceof Undefined || (bound.truth(2, false) && !Truth.of(value));
    return replaced ? bound.get(1, "") : value;
  }

  private static @Nullable Object attribute(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "obj", "name");
    if (!(bound.get(1) instanceof String || bound.get(1) instanceof Markup)) {
      throw PythonException.type(
          "attribute name must be string, not '" + TypeName.of(bound.get(1)) + "'");
    }
    String name = PythonText.str(bound.get(1));
    Object owner = bound.get(0);
    if (owner instanceof Map && !hasMethod(owner, name)) {
      return new Undefined(
          Undefined.missingMember(owner, name),
          name,
          arguments.context().undefinedMode(),
          List::of);
    }
    return arguments.context().attribute(owner, name);
  }

  private static boolean hasMethod(Object owner, String name) {
    return Attributes.attribute(Map.of(), name, UndefinedMode.STANDARD) instanceof Callable
        || owner instanceof HasAttributes;
  }
}
