package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.DictView;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.Whitespace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that escape text, for HTML and URLs. */
final class HtmlFilters {
  private static final Pattern BAD_ATTRIBUTE = Pattern.compile("[\\s/>=]");
  private static final String UNQUOTED = "_.-~";
  private static final String HEX = "0123456789ABCDEF";

  private HtmlFilters() {}

  static void addTo(Map<String, Callable> filters) {
    Callable escape = arguments -> Markup.of(arguments.bind(1, "s").get(0));
    filters.put("e", escape);
    filters.put("escape", escape);
    filters.put(
        "forceescape",
        arguments -> new Markup(Markup.escape(PythonText.str(arguments.bind(1, "value").get(0)))));
    filters.put(
        "safe",
        arguments -> {
          Object value = arguments.bind(1, "value").get(0);
          return value instanceof Markup ? value : new Markup(PythonText.str(value));
        });
    filters.put("striptags", HtmlFilters::stripTags);
    filters.put("xmlattr", HtmlFilters::xmlAttributes);
    filters.put("urlencode", HtmlFilters::urlEncode);
    filters.put("urlize", UrlLinks::filter);
  }

  private static Object stripTags(Arguments arguments) {
    String text = PythonText.str(arguments.bind(1, "value").get(0));
    String bare = without(without(text, "<!--", "-->"), "<", ">");
    StringBuilder words = new StringBuilder();
    boolean between = false;
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (Whitespace.isSpace(c)) {
        between = words.length() > 0;
      } else {
        words.append(between ? " " : "").append(c);
        between = false;
      }
    }
    return HtmlEntities.decode(words.toString());
  }

  /** A text without what stands from one mark to another, until an end is missing. */
  private static String without(String text, String start, String end) {
    StringBuilder rest = new StringBuilder(text);
    StringBuilder kept = new StringBuilder();
    int done = 0;
    while (true) {
      int from = rest.indexOf(start, done);
      int to = from < 0 ? -1 : rest.indexOf(end, from);
      if (to < 0) {
        return kept.append(rest, done, rest.length()).toString();
      }
      kept.append(rest, done, from);
      done = to + end.length();
      // What is left may be the beginning of a mark that only now is whole.
      int back = Math.min(start.length() - 1, kept.length());
      if (back > 0) {
        String tail = kept.substring(kept.length() - back);
        kept.setLength(kept.length() - back);
        done -= back;
        rest.replace(done, done + back, tail);
      }
    }
  }

  private static Object xmlAttributes(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "d", "autospace");
    if (!(bound.get(0) instanceof Map<?, ?> attributes)) {
      throw new PythonException(
          ErrorKind.ATTRIBUTE,
          "'" + TypeName.of(bound.get(0)) + "' object has no attribute 'items'");
    }
    StringBuilder out = new StringBuilder();
    attributes.forEach(
        (key, value) -> {
          if (value == null || value instanceof Undefined) {
            return;
          }
          if (!(key instanceof String name)) {
            throw PythonException.type(
                "expected string or bytes-like object, got '" + TypeName.of(key) + "'");
          }
          if (BAD_ATTRIBUTE.matcher(name).find()) {
            throw PythonException.value(
                "Invalid character in attribute name: " + PythonText.repr(name));
          }
          out.append(out.length() == 0 ? "" : " ").append(Markup.escape(name));
          out.append("=\"").append(Markup.of(value)).append('"');
        });
    boolean spaced = bound.truth(1, true) && out.length() > 0;
    String written = spaced ? " " + out : out.toString();
    return arguments.context().escapes() ? new Markup(written) : written;
  }

  private static Object urlEncode(Arguments arguments) {
    Object value = arguments.bind(1, "value").get(0);
    if (value instanceof String || value instanceof Markup || !Iteration.isIterable(value)) {
      return quoted(PythonText.str(value), "/");
    }
    Object pairs =
        value instanceof Map<?, ?> dict ? new DictView(dict, DictView.Part.ITEMS) : value;
    StringBuilder out = new StringBuilder();
    for (Object pair : Iteration.list(pairs)) {
      List<@Nullable Object> items = Iteration.list(pair);
      if (items.size() != 2) {
        throw PythonException.value(
            items.size() > 2
                ? "too many values to unpack (expected 2)"
                : "not enough values to unpack (expected 2, got " + items.size() + ")");
      }
      out.append(out.length() == 0 ? "" : "&").append(forQuery(items.get(0)));
      out.append('=').append(forQuery(items.get(1)));
    }
    return out.toString();
  }

  private static String forQuery(@Nullable Object value) {
    String text = value instanceof PythonBytes octets ? octets.characters() : null;
    return (text == null
            ? quoted(PythonText.str(value), "")
            : quoted(text.getBytes(StandardCharsets.ISO_8859_1), ""))
        .replace("%20", "+");
  }

  private static String quoted(String text, String safe) {
    return quoted(text.getBytes(StandardCharsets.UTF_8), safe);
  }

  private static String quoted(byte[] octets, String safe) {
    StringBuilder out = new StringBuilder();
    for (byte octet : octets) {
      char c = (char) (octet & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || UNQUOTED.indexOf(c) >= 0 || safe.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }
}
