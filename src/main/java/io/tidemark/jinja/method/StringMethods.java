package io.tidemark.jinja.method;

import io.tidemark.jinja.format.BraceFormat;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.CallContext;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's str. */
final class StringMethods {
  static final Map<String, Method<String>> ALL = all();

  private StringMethods() {}

  private static Map<String, Method<String>> all() {
    Map<String, Method<String>> methods = new LinkedHashMap<>();
    StringCase.addTo(methods);
    StringSearch.addTo(methods);
    StringSplit.addTo(methods);
    StringPadding.addTo(methods);
    StringPredicates.addTo(methods);
    StringTranslation.addTo(methods);
    methods.put("join", StringMethods::join);
    methods.put("replace", StringMethods::replace);
    methods.put("encode", Encodings::encode);
    methods.put("format", StringMethods::format);
    methods.put("format_map", StringMethods::formatMap);
    methods.put("removeprefix", StringMethods::removePrefix);
    methods.put("removesuffix", StringMethods::removeSuffix);
    return Collections.unmodifiableMap(methods);
  }

  private static Object join(String self, Arguments arguments) {
    StringBuilder joined = new StringBuilder();
    int index = 0;
    Iterator<?> items = Iteration.iterator(arguments.bind(1, "iterable").get(0));
    while (items.hasNext()) {
      Object item = items.next();
      if (!(item instanceof String || item instanceof Markup)) {
        throw PythonException.type(
            "sequence item %d: expected str instance, %s found"
                .formatted(index, TypeName.of(item)));
      }
      joined.append(index++ == 0 ? "" : self).append(item);
      Sizes.checkText(joined.length());
    }
    return joined.toString();
  }

  private static Object replace(String self, Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "old", "new", "count");
    return StringSearch.replace(self, bound.text(0), bound.text(1), bound.integer(2, -1));
  }

  /** As dbt's sandbox formats: what is looked up within a value may be undefined. */
  private static Object format(String self, Arguments arguments) {
    return format(self, arguments, false);
  }

  static String format(String self, Arguments arguments, boolean escaping) {
    CallContext context = arguments.context();
    return BraceFormat.format(
        self,
        arguments,
        (owner, name) -> context.attribute(owner, (String) name),
        context::item,
        escaping);
  }

  private static Object formatMap(String self, Arguments arguments) {
    return formatMap(self, arguments, false);
  }

  static String formatMap(String self, Arguments arguments, boolean escaping) {
    LinkedHashMap<String, @Nullable Object> named = new LinkedHashMap<>();
    if (arguments.size() != 1 || !arguments.named().isEmpty()) {
      throw PythonException.type(
          "format_map() takes exactly one argument %d given"
              .formatted(arguments.size() + arguments.named().size()));
    }
    if (arguments.get(0, "mapping") instanceof Map<?, ?> dict) {
      dict.forEach((key, value) -> named.put(String.valueOf(key), value));
    }
    return format(
        self, new Arguments("format_map", new ArrayList<>(), named, arguments.context()), escaping);
  }

  private static Object removePrefix(String self, Arguments arguments) {
    String prefix = arguments.bind(1, "prefix").text(0);
    return self.startsWith(prefix) ? self.substring(prefix.length()) : self;
  }

  private static Object removeSuffix(String self, Arguments arguments) {
    String suffix = arguments.bind(1, "suffix").text(0);
    return self.endsWith(suffix) ? self.substring(0, self.length() - suffix.length()) : self;
  }
}
