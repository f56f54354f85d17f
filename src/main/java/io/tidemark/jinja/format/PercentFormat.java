package io.tidemark.jinja.format;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Namespace;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Python's {@code 'text %s' % values}. One use formats one string. */
public final class PercentFormat {
  private final String template;
  private final @Nullable Object values;
  private final UnaryOperator<String> finish;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int next;

  private PercentFormat(String template, @Nullable Object values, UnaryOperator<String> finish) {
    this.template = template;
    this.values = values;
    this.finish = finish;
  }

  /** Formats with a tuple of values, a mapping for {@code %(name)s}, or a single value. */
  public static String format(String template, @Nullable Object values) {
    return new PercentFormat(template, values, UnaryOperator.identity()).run();
  }

  /** Formats escaped text: what is put in is escaped. */
  public static Markup format(Markup template, @Nullable Object values) {
    return new Markup(new PercentFormat(template.text(), values, Markup::escape).run());
  }

  private String run() {
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c == '%') {
        conversion();
      } else {
        out.append(c);
      }
    }
    boolean ignored = !(values instanceof Tuple) && isMapping();
    int given = values instanceof Tuple tuple ? tuple.size() : 1;
    if (next < given && !ignored) {
      throw PythonException.type("not all arguments converted during string formatting");
    }
    return out.toString();
  }

  private boolean isMapping() {
    return values instanceof Map
        || (values instanceof HasItems && !(values instanceof Namespace))
        || (values instanceof List && !(values instanceof Tuple))
        || values instanceof Undefined
        || values instanceof PythonRange;
  }

  private char peek() {
    if (at >= template.length()) {
      throw PythonException.value("incomplete format");
    }
    return template.charAt(at);
  }

  private void conversion() {
    if (peek() == '%') {
      at++;
      out.append('%');
      return;
    }
    boolean keyed = peek() == '(';
    Object value = keyed ? byKey() : null;
    String flags = flags();
    int width = number();
    int precision = -1;
    if (peek() == '.') {
      at++;
      precision = Math.max(0, number());
    }
    while ("hlL".indexOf(peek()) >= 0) {
      at++;
    }
    char type = peek();
    at++;
    if (!keyed) {
      value = nextValue();
    }
    boolean left = flags.indexOf('-') >= 0 || width < 0;
    append(new Directive(flags, left, Math.abs(width), precision, type), value);
  }

  private @Nullable Object byKey() {
    int depth = 1;
    int start = ++at;
    while (depth > 0) {
      if (at >= template.length()) {
        throw PythonException.value("incomplete format key");
      }
      char c = template.charAt(at++);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    // Once a name was asked for, the mapping itself is no value for what has none.
    next = 1;
    String key = template.substring(start, at - 1);
    if (!(values instanceof Map<?, ?> dict)) {
      throw PythonException.type("format requires a mapping");
    }
    Object value = DictKeys.get(dict, key);
    if (value == Missing.MISSING) {
      throw new PythonException(ErrorKind.KEY, PythonText.repr(key));
    }
    return value;
  }

  private String flags() {
    int start = at;
    while ("-+ #0".indexOf(peek()) >= 0) {
      at++;
    }
    return template.substring(start, at);
  }

  private int number() {
    if (peek() == '*') {
      at++;
      Object width = nextValue();
      if (!Numbers.isInteger(width)) {
        throw PythonException.type("* wants int");
      }
      long wanted = Numbers.index(width);
      Sizes.checkText(Math.abs(wanted));
      return (int) wanted;
    }
    long number = 0;
    while (Character.isDigit(peek())) {
      number = Sizes.checkText(number * 10 + (template.charAt(at++) - '0'));
    }
    return (int) number;
  }

  private @Nullable Object nextValue() {
    if (values instanceof Tuple tuple) {
      if (next < tuple.size()) {
        return tuple.get(next++);
      }
    } else if (next == 0) {
      next++;
      return values;
    }
    throw PythonException.type("not enough arguments for format string");
  }

  private record Directive(String flags, boolean left, int width, int precision, char type) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }

    String pad(String sign, String body, boolean zeros) {
      int missing = width - CodePoints.length(sign) - CodePoints.length(body);
      if (missing <= 0) {
        return sign + body;
      }
      if (left) {
        return sign + body + " ".repeat(missing);
      }
      return zeros ? sign + "0".repeat(missing) + body : " ".repeat(missing) + sign + body;
    }
  }

  private void append(Directive directive, @Nullable Object value) {
    switch (directive.type()) {
      case 's' -> text(directive, finished(value));
      case 'r' -> text(directive, finish.apply(PythonText.repr(value)));
      case 'a' -> text(directive, finish.apply(PythonText.ascii(value)));
      case 'c' -> out.append(directive.pad("", character(value), false));
      case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(directive, value);
      case 'e', 'E', 'f', 'F', 'g', 'G' -> real(directive, value);
      default ->
          throw PythonException.value(
              "unsupported format character '%s' (0x%x) at index %d"
                  .formatted(directive.type(), (int) directive.type(), at - 1));
    }
    Sizes.checkText(out.length());
  }

  private String finished(@Nullable Object value) {
    return value instanceof Markup markup ? markup.text() : finish.apply(PythonText.str(value));
  }

  private void text(Directive directive, String text) {
    int precision = directive.precision();
    String shown =
        precision >= 0 && precision < CodePoints.length(text)
            ? CodePoints.slice(text, 0, precision)
            : text;
    out.append(directive.pad("", shown, false));
  }

  private static String character(@Nullable Object value) {
    if (value instanceof String text && CodePoints.length(text) == 1) {
      return text;
    }
    if (value != null && Numbers.isInteger(value)) {
      long point = Numbers.index(value);
      if (point < 0 || point > Character.MAX_CODE_POINT) {
        throw new PythonException(ErrorKind.OVERFLOW, "character out of range(0x110000)");
      }
      return Character.toString((int) point);
    }
    throw PythonException.type("%c requires int or char");
  }

  private void integer(Directive directive, @Nullable Object value) {
    boolean decimal = "diu".indexOf(directive.type()) >= 0;
    if (value == null || !Numbers.isNumber(value) || (!decimal && !Numbers.isInteger(value))) {
      throw PythonException.type(
          "%%%s format: %s is required, not %s"
              .formatted(
                  directive.type(), decimal ? "a real number" : "an integer", TypeName.of(value)));
    }
    BigInteger number =
        Numbers.isInteger(value)
            ? Numbers.big(value)
            : Numbers.decimal(Numbers.canonical(value)).toBigInteger();
    int radix = decimal ? 10 : directive.type() == 'o' ? 8 : 16;
    String digits = number.abs().toString(radix);
    if (digits.length() < directive.precision()) {
      digits = "0".repeat(directive.precision() - digits.length()) + digits;
    }
    String prefix = directive.has('#') && !decimal ? "0" + directive.type() : "";
    if (directive.type() == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    out.append(
        directive.pad(sign(directive, number.signum() < 0) + prefix, digits, directive.has('0')));
  }

  private static String sign(Directive directive, boolean negative) {
    if (negative) {
      return "-";
    }
    return directive.has('+') ? "+" : directive.has(' ') ? " " : "";
  }

  private void real(Directive directive, @Nullable Object value) {
    if (value == null || !Numbers.isNumber(value)) {
      throw PythonException.type("must be real number, not " + TypeName.of(value));
    }
    double number = Numbers.toDouble(value);
    String digits =
        FloatFormat.digits(number, directive.type(), directive.precision(), directive.has('#'));
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    out.append(directive.pad(sign(directive, negative), digits, directive.has('0')));
  }
}
