package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The methods of Python's bytes: those of str that know ASCII only, and two of its own. */
final class BytesMethods {
  static final Map<String, Method<PythonBytes>> ALL = all();

  // Bytes beyond ASCII become characters which are no letters, digits or white space.
  private static final char BEYOND_ASCII = '\ue000';

  private BytesMethods() {}

  private static Map<String, Method<PythonBytes>> all() {
    Map<String, Method<PythonBytes>> methods = new LinkedHashMap<>();
    for (String name :
        List.of(
            "capitalize",
            "center",
            "count",
            "endswith",
            "expandtabs",
            "find",
            "index",
            "isalnum",
            "isalpha",
            "isascii",
            "isdigit",
            "islower",
            "isspace",
            "istitle",
            "isupper",
            "join",
            "ljust",
            "lower",
            "lstrip",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rfind",
            "rindex",
            "rjust",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "swapcase",
            "title",
            "upper",
            "zfill")) {
      Method<String> method = Objects.requireNonNull(StringMethods.ALL.get(name));
      methods.put(
          name,
          (self, arguments) -> asBytes(method.call(asText(name, self), asText(name, arguments))));
    }
    methods.put("decode", Encodings::decode);
    methods.put("hex", BytesMethods::hex);
    return Collections.unmodifiableMap(methods);
  }

  private static Object hex(PythonBytes self, Arguments arguments) {
    BoundArguments bound = arguments.bind(0, "sep", "bytes_per_sep");
    String digits = HexFormat.of().formatHex(self.octets());
    if (!bound.has(0)) {
      return digits;
    }
    Object given = bound.get(0);
    String separator = given instanceof PythonBytes octets ? asText(octets) : bound.text(0);
    if (separator.length() != 1) {
      throw PythonException.value("sep must be length 1.");
    }
    if (separator.charAt(0) >= 128) {
      throw PythonException.value("sep must be ASCII.");
    }
    long group = 2 * bound.integer(1, 1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i += 2) {
      long from = group < 0 ? i : digits.length() - i;
      boolean separated = i > 0 && group != 0 && from % Math.abs(group) == 0;
      out.append(separated ? separator : "").append(digits, i, i + 2);
    }
    return out.toString();
  }

  private static String asText(String method, PythonBytes value) {
    String text = asText(value);
    // Of what ends a line in a str, bytes know only two.
    return method.equals("splitlines")
        ? text.replace('\u000b', (char) (BEYOND_ASCII + 0x0b))
            .replace('\f', (char) (BEYOND_ASCII + 0x0c))
        : text;
  }

  private static String asText(PythonBytes value) {
    StringBuilder text = new StringBuilder(value.length());
    value
        .characters()
        .chars()
        .forEach(octet -> text.append((char) (isPlain(octet) ? octet : BEYOND_ASCII + octet)));
    return text.toString();
  }

  /** The separators below a space are white space of a str, but not of bytes. */
  private static boolean isPlain(int octet) {
    return octet < 128 && (octet < 0x1c || octet > 0x1f);
  }

  private static Arguments asText(String name, Arguments arguments) {
    List<@Nullable Object> positional = new ArrayList<>();
    for (Object argument : arguments.positional()) {
      positional.add(
          name.equals("join") && Iteration.isIterable(argument)
              ? texts(Iteration.list(argument))
              : argumentText(argument));
    }
    LinkedHashMap<String, @Nullable Object> named = new LinkedHashMap<>();
    arguments.named().forEach((key, value) -> named.put(key, argumentText(value)));
    return new Arguments(name, positional, named, arguments.context());
  }

  private static List<@Nullable Object> texts(Collection<?> items) {
    List<@Nullable Object> texts = new ArrayList<>();
    items.forEach(item -> texts.add(argumentText(item)));
    return texts;
  }

  private static @Nullable Object argumentText(@Nullable Object argument) {
    if (argument instanceof String) {
      throw PythonException.type(
          "a bytes-like object is required, not '" + TypeName.of(argument) + "'");
    }
    if (argument instanceof Tuple tuple) {
      return Tuple.copyOf(texts(tuple));
    }
    return argument instanceof PythonBytes octets ? asText(octets) : argument;
  }

  private static @Nullable Object asBytes(@Nullable Object result) {
    if (result instanceof String text) {
      StringBuilder octets = new StringBuilder(text.length());
      text.chars().forEach(c -> octets.append((char) (c < BEYOND_ASCII ? c : c - BEYOND_ASCII)));
      return new PythonBytes(octets.toString());
    }
    if (result instanceof Tuple tuple) {
      return Tuple.copyOf(tuple.stream().map(BytesMethods::asBytes).toList());
    }
    if (result instanceof List<?> list) {
      List<@Nullable Object> parts = new ArrayList<>();
      list.forEach(part -> parts.add(asBytes(part)));
      return parts;
    }
    return result;
  }
}
