package io.tidemark.jinja.format;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Python's {@code str.format}. One use formats one string. */
public final class BraceFormat {
  private static final int MAX_NESTING = 2;

  private final Arguments arguments;
  private final BinaryOperator<@Nullable Object> attribute;
  private final BinaryOperator<@Nullable Object> item;
  private final boolean escaping;
  private int nextAutomatic;
  private boolean manual;

  private BraceFormat(
      Arguments arguments,
      BinaryOperator<@Nullable Object> attribute,
      BinaryOperator<@Nullable Object> item,
      boolean escaping) {
    this.escaping = escaping;
    this.arguments = arguments;
    this.attribute = attribute;
    this.item = item;
  }

  /**
   * Formats.
   *
   * @param attribute finds {@code {0.name}}
   * @param item finds {@code {0[name]}}
   * @param escaping whether what is put in is escaped, unless it is already
   */
  public static String format(
      String template,
      Arguments arguments,
      BinaryOperator<@Nullable Object> attribute,
      BinaryOperator<@Nullable Object> item,
      boolean escaping) {
    return new BraceFormat(arguments, attribute, item, escaping).expand(template, MAX_NESTING);
  }

  private String expand(String template, int nesting) {
    if (nesting == 0) {
      throw PythonException.value("Max string recursion exceeded");
    }
    StringBuilder out = new StringBuilder(template.length() + 16);
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean doubled = at + 1 < template.length() && template.charAt(at + 1) == c;
      if (c != '{' && c != '}') {
        out.append(c);
        at++;
      } else if (doubled) {
        out.append(c);
        at += 2;
      } else if (c == '}') {
        throw PythonException.value("Single '}' encountered in format string");
      } else {
        int end = fieldEnd(template, at + 1);
        out.append(field(template.substring(at + 1, end), nesting));
        at = end + 1;
      }
    }
    return out.toString();
  }

  private static int fieldEnd(String template, int from) {
    int depth = 1;
    for (int i = from; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '[' && depth == 1) {
        int close = template.indexOf(']', i);
        i = close < 0 ? i : close;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    throw PythonException.value(
        from >= template.length()
            ? "Single '{' encountered in format string"
            : "expected '}' before end of string");
  }

  private String field(String field, int nesting) {
    int colon = -1;
    int exclamation = -1;
    int bracket = 0;
    for (int i = 0; i < field.length() && colon < 0; i++) {
      char c = field.charAt(i);
      if (c == '[') {
        bracket++;
      } else if (c == ']') {
        bracket = 0;
      } else if (c == ':' && bracket == 0) {
        colon = i;
      } else if (c == '!' && bracket == 0 && exclamation < 0) {
        exclamation = i;
      }
    }
    String spec = colon < 0 ? "" : field.substring(colon + 1);
    String head = colon < 0 ? field : field.substring(0, colon);
    Object value = lookUp(exclamation < 0 ? head : head.substring(0, exclamation));
    if (exclamation >= 0) {
      value = converted(value, head.substring(exclamation + 1));
    }
    String expanded =
        spec.indexOf('{') >= 0 || spec.indexOf('}') >= 0 ? expand(spec, nesting - 1) : spec;
    return escaping ? escaped(value, expanded) : ValueFormat.format(value, expanded);
  }

  private static String escaped(@Nullable Object value, String spec) {
    if (!(value instanceof Markup markup)) {
      return Markup.escape(ValueFormat.format(value, spec));
    }
    if (!spec.isEmpty()) {
      throw PythonException.value(
          "Format specifier " + spec + " given, but Markup does not define __html_format__.");
    }
    return markup.text();
  }

  private static String converted(@Nullable Object value, String conversion) {
    return switch (conversion) {
      case "s" -> PythonText.str(value);
      case "r" -> PythonText.repr(value);
      case "a" -> PythonText.ascii(value);
      case "" ->
          throw PythonException.value("end of string while looking for conversion specifier");
      default ->
          throw PythonException.value(
              conversion.length() == 1
                  ? "Unknown conversion specifier '" + conversion + "'"
                  : "expected ':' after conversion specifier");
    };
  }

  private @Nullable Object lookUp(String path) {
    int end = 0;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    Object value = argument(path, path.substring(0, end));
    int at = end;
    while (at < path.length()) {
      if (path.charAt(at) == '.') {
        int stop = at + 1;
        while (stop < path.length() && path.charAt(stop) != '.' && path.charAt(stop) != '[') {
          stop++;
        }
        requireName(stop > at + 1);
        value = attribute.apply(value, path.substring(at + 1, stop));
        at = stop;
      } else if (path.charAt(at) == '[') {
        int stop = path.indexOf(']', at);
        if (stop < 0) {
          throw PythonException.value("Missing ']' in format string");
        }
        requireName(stop > at + 1);
        String key = path.substring(at + 1, stop);
        value = item.apply(value, isDigits(key) ? (Object) Long.valueOf(key) : key);
        at = stop + 1;
      } else {
        throw PythonException.value("Only '.' or '[' may follow ']' in format field specifier");
      }
    }
    return value;
  }

  private static void requireName(boolean present) {
    if (!present) {
      throw PythonException.value("Empty attribute in format string");
    }
  }

  /**
   * As dbt's sandbox has it, only a field that is a number and nothing else is a number by hand.
   */
  private @Nullable Object argument(String path, String name) {
    if (path.isEmpty()) {
      if (manual) {
        throw PythonException.value(
            "cannot switch from manual field specification to automatic field numbering");
      }
      return positional(nextAutomatic++);
    }
    if (isDigits(path)) {
      if (nextAutomatic > 0) {
        throw PythonException.value(
            "cannot switch from automatic field numbering to manual field specification");
      }
      manual = true;
    }
    if (isDigits(name)) {
      return positional(Integer.parseInt(name));
    }
    if (!arguments.named().containsKey(name)) {
      throw new PythonException(ErrorKind.KEY, PythonText.repr(name));
    }
    return arguments.named().get(name);
  }

  private @Nullable Object positional(int index) {
    if (index >= arguments.size()) {
      throw new PythonException(
          ErrorKind.INDEX,
          "Replacement index " + index + " out of range for positional args tuple");
    }
    return arguments.positional().get(index);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
