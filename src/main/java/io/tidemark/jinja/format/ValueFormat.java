package io.tidemark.jinja.format;

import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Python's {@code format(value, spec)}. */
public final class ValueFormat {
  private ValueFormat() {}

  public static String format(@Nullable Object value, String specification) {
    if (specification.isEmpty()) {
      return PythonText.str(value);
    }
    if (value instanceof TemporalAccessor time) {
      return TimeFormat.format(time, specification);
    }
    if (value instanceof String || value instanceof Markup) {
      return text(value.toString(), FormatSpec.parse(specification, "str"));
    }
    if (value == null || !Numbers.isNumber(value)) {
      throw PythonException.type(
          "unsupported format string passed to " + TypeName.of(value) + ".__format__");
    }
    FormatSpec spec = FormatSpec.parse(specification, TypeName.of(value));
    Number number = Numbers.canonical(value);
    if (number instanceof Double || number instanceof BigDecimal) {
      return real(number, spec, TypeName.of(value));
    }
    if (spec.type() != 0 && "eEfFgG%".indexOf(spec.type()) >= 0) {
      return real(Numbers.toDouble(number), spec, "int");
    }
    return integer(value, spec);
  }

  private static String text(String value, FormatSpec spec) {
    if (spec.type() != 0 && spec.type() != 's') {
      throw spec.unknownType("str");
    }
    if (spec.align() == '=') {
      throw PythonException.value("'=' alignment not allowed in string format specifier");
    }
    if (spec.sign() != 0) {
      throw PythonException.value("Sign not allowed in string format specifier");
    }
    if (spec.alternate()) {
      throw PythonException.value("Alternate form (#) not allowed in string format specifier");
    }
    if (spec.grouping() != 0) {
      throw PythonException.value("Cannot specify '" + spec.grouping() + "' with 's'.");
    }
    String shown = value;
    if (spec.precision() >= 0 && spec.precision() < CodePoints.length(value)) {
      shown = CodePoints.slice(value, 0, spec.precision());
    }
    return spec.pad("", shown, '<');
  }

  private static String integer(Object value, FormatSpec spec) {
    if (spec.precision() >= 0) {
      throw PythonException.value("Precision not allowed in integer format specifier");
    }
    BigInteger number = Numbers.big(value);
    String digits;
    String prefix = "";
    int group = 3;
    switch (spec.type()) {
      case 0, 'd', 'n' -> digits = number.abs().toString();
      case 'b' -> {
        digits = number.abs().toString(2);
        prefix = "0b";
        group = 4;
      }
      case 'o' -> {
        digits = number.abs().toString(8);
        prefix = "0o";
        group = 4;
      }
      case 'x' -> {
        digits = number.abs().toString(16);
        prefix = "0x";
        group = 4;
      }
      case 'X' -> {
        digits = number.abs().toString(16).toUpperCase(Locale.ROOT);
        prefix = "0X";
        group = 4;
      }
      case 'c' -> {
        if (spec.sign() != 0 || spec.alternate()) {
          throw PythonException.value(
              "Sign and alternate form (#) not allowed with integer format specifier 'c'");
        }
        return spec.pad("", Character.toString(number.intValueExact()), '<');
      }
      default -> throw spec.unknownType(TypeName.of(value));
    }
    if (group == 4 && spec.grouping() == ',') {
      throw PythonException.value("Cannot specify ',' with '" + spec.type() + "'.");
    }
    String sign = spec.signOf(number.signum() < 0) + (spec.alternate() ? prefix : "");
    return padded(spec, sign, digits, "", group);
  }

  private static String real(Number number, FormatSpec spec, String typeName) {
    boolean negative = isNegative(number);
    String digits;
    if (spec.type() == 0) {
      digits = typeless(number, spec);
    } else if ("eEfFgG%n".indexOf(spec.type()) >= 0) {
      char type = spec.type() == 'n' ? 'g' : spec.type();
      digits =
          number instanceof BigDecimal decimal
              ? exact(decimal, type, spec)
              : FloatFormat.digits(number, type, spec.precision(), spec.alternate());
    } else {
      throw spec.unknownType(typeName);
    }
    int whole = 0;
    while (whole < digits.length() && Character.isDigit(digits.charAt(whole))) {
      whole++;
    }
    return padded(
        spec, spec.signOf(negative), digits.substring(0, whole), digits.substring(whole), 3);
  }

  /** A Decimal shows all its digits where no precision is given, and its exponent unpadded. */
  private static String exact(BigDecimal number, char type, FormatSpec spec) {
    int precision = spec.precision();
    if (precision < 0) {
      precision =
          switch (type) {
            case 'f', 'F' -> Math.max(0, number.scale());
            case '%' -> Math.max(0, number.scale() - 2);
            case 'e', 'E' -> number.precision() - 1;
            default -> precision;
          };
    }
    String digits = FloatFormat.digits(number, type, precision, spec.alternate());
    return type == 'e' || type == 'E' ? digits.replaceFirst("([eE][+-])0(\\d)$", "$1$2") : digits;
  }

  private static String typeless(Number number, FormatSpec spec) {
    if (spec.precision() >= 0 && number instanceof Double real) {
      return FloatFormat.plain(real, spec.precision(), spec.alternate());
    }
    String text = PythonText.str(number);
    String digits = text.startsWith("-") ? text.substring(1) : text;
    boolean whole = digits.indexOf('.') < 0 && Character.isDigit(digits.charAt(0));
    return spec.alternate() && whole ? digits.replace("e", ".e") : digits;
  }

  private static boolean isNegative(Number number) {
    if (number instanceof Double real) {
      return real < 0 || (real == 0 && 1 / real < 0);
    }
    return Numbers.decimal(number).signum() < 0;
  }

  private static String padded(
      FormatSpec spec, String sign, String whole, String rest, int groupSize) {
    String digits = whole;
    if (spec.grouping() != 0 && !whole.isEmpty()) {
      if (spec.fill().equals("0") && spec.align() == '=') {
        digits = grownTo(spec.width() - sign.length() - rest.length(), digits, groupSize);
      }
      digits = grouped(digits, spec.grouping(), groupSize);
    }
    return spec.pad(sign, digits + rest, '>');
  }

  // Zeros that fill up to the width are grouped too, so they are added before the separators.
  private static String grownTo(int width, String digits, int groupSize) {
    StringBuilder grown = new StringBuilder(digits);
    while (grown.length() + (grown.length() - 1) / groupSize < width) {
      grown.insert(0, '0');
    }
    return grown.toString();
  }

  private static String grouped(String digits, char separator, int groupSize) {
    StringBuilder grouped = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % groupSize == 0) {
        grouped.append(separator);
      }
      grouped.append(digits.charAt(i));
    }
    return grouped.toString();
  }
}
