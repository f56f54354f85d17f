package io.tidemark.template.table;

import io.tidemark.jinja.value.EndlessDecimal;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TimeDelta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cell as a value of a column's type; {@link Missing#MISSING} where it is none. Texts of times
 * are read in ISO's forms alone.
 */
final class CellCast {

  private static final Set<String> NULLS = Set.of("", "na", "n/a", "none", "null", ".");
  private static final Set<String> TRUE = Set.of("yes", "y", "true", "t", "1");
  private static final Set<String> FALSE = Set.of("no", "n", "false", "f", "0");
  private static final String CURRENCIES = "؋$ƒ៛¥₡₱£€¢﷼₪₩₭₮₦฿₤₫";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?)");
  private static final Pattern CLOCK =
      Pattern.compile("(?:(?:(\\d+):)?(\\d+):)?(\\d{0,2}):(\\d{2}(?:\\.\\d+)?)");
  private static final Pattern AMOUNTS =
      Pattern.compile(
          amount("w|wks?|weeks?")
              + amount("d|dys?|days?")
              + amount("h|hrs?|hours?")
              + amount("m|mins?|minutes?")
              + amount("s|secs?|seconds?"),
          Pattern.CASE_INSENSITIVE);
  private static final long[] SECONDS = {604_800, 86_400, 3_600, 60, 1};

  private CellCast() {}

  private static String amount(String units) {
    return "(?:([\\d.]+)\\s*(?:" + units + ")\\s*(?:[,/]\\s*)?)?\\s*";
  }

  /** As a column of dbt's types has it, which reads no texts. */
  static @Nullable Object own(DataType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case INTEGER -> isInteger(value) ? value : Missing.MISSING;
      case NUMBER -> value instanceof Boolean ? Missing.MISSING : number(value);
      case DATE -> value instanceof LocalDate ? value : Missing.MISSING;
      case DATETIME -> moment(value);
      case BOOLEAN -> truth(value);
      case TIME_DELTA -> value instanceof TimeDelta ? value : Missing.MISSING;
      case TEXT -> PythonText.str(value);
    };
  }

  /** As agate reads it where nobody has said the types: texts hold numbers, times and NULLs too. */
  static @Nullable Object read(DataType type, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return type == DataType.NUMBER && value instanceof Boolean truth
          ? BigDecimal.valueOf(truth ? 1 : 0)
          : own(type, value);
    }
    String bare = text.strip();
    if (type != DataType.INTEGER && NULLS.contains(bare.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return switch (type) {
      case INTEGER -> Missing.MISSING;
      case BOOLEAN -> truth(bare.replace(",", "").strip().toLowerCase(Locale.ROOT));
      case NUMBER -> number(bare);
      case TIME_DELTA -> amount(bare, bare.startsWith("-") ? -1 : 1);
      case DATE -> date(bare);
      case DATETIME -> moment(bare);
      case TEXT -> text;
    };
  }

  private static boolean isInteger(Object value) {
    return !(value instanceof Boolean) && Numbers.isInteger(value);
  }

  private static Object number(Object value) {
    if (value instanceof BigDecimal || value instanceof EndlessDecimal) {
      return value;
    }
    if (value instanceof Double real) {
      return Double.isFinite(real) ? new BigDecimal(PythonText.repr(real)) : Missing.MISSING;
    }
    return isInteger(value) ? new BigDecimal(value.toString()) : Missing.MISSING;
  }

  private static Object truth(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal) {
      BigDecimal number = new BigDecimal(value.toString());
      return number.compareTo(BigDecimal.ONE) == 0
          ? true
          : number.signum() == 0 ? (Object) false : Missing.MISSING;
    }
    return Missing.MISSING;
  }

  private static Object moment(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    return value instanceof TemporalAccessor && !(value instanceof LocalTime)
        ? value
        : Missing.MISSING;
  }

  private static Object truth(String text) {
    if (text.isEmpty()) {
      return Missing.MISSING;
    }
    return TRUE.contains(text) ? true : FALSE.contains(text) ? (Object) false : Missing.MISSING;
  }

  private static Object number(String text) {
    String digits = stripped(text, "%");
    boolean negative = digits.startsWith("-");
    digits = negative ? digits.substring(1) : digits;
    for (int i = 0; i < CURRENCIES.length(); i++) {
      digits = stripped(digits, CURRENCIES.substring(i, i + 1));
    }
    digits = digits.replace(",", "");
    if (!NUMBER.matcher(digits).matches()) {
      return Missing.MISSING;
    }
    BigDecimal number = new BigDecimal(digits);
    return negative ? number.negate() : number;
  }

  private static String stripped(String text, String mark) {
    String rest = text;
    while (rest.startsWith(mark)) {
      rest = rest.substring(1);
    }
    while (rest.endsWith(mark)) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest;
  }

  private static Object amount(String text, int sign) {
    String bare = (text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text).strip();
    Matcher clock = CLOCK.matcher(bare);
    BigDecimal seconds = BigDecimal.ZERO;
    Matcher amounts = AMOUNTS.matcher(bare);
    if (clock.matches()) {
      for (int i = 1; i <= 4; i++) {
        String part = clock.group(i);
        if (part != null && !part.isEmpty()) {
          seconds = seconds.add(new BigDecimal(part).multiply(BigDecimal.valueOf(SECONDS[i])));
        }
      }
    } else if (!bare.isEmpty() && amounts.matches()) {
      for (int i = 0; i < SECONDS.length; i++) {
        String part = amounts.group(i + 1);
        if (part != null) {
          if (!NUMBER.matcher(part).matches()) {
            return Missing.MISSING;
          }
          seconds = seconds.add(new BigDecimal(part).multiply(BigDecimal.valueOf(SECONDS[i])));
        }
      }
    } else {
      return Missing.MISSING;
    }
    BigDecimal micros = seconds.movePointRight(6).multiply(BigDecimal.valueOf(sign));
    return TimeDelta.of(0, 0, micros.longValue());
  }

  private static Object date(String text) {
    Matcher date = DATE.matcher(text);
    try {
      return date.matches()
          ? LocalDate.of(
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3)))
          : Missing.MISSING;
    } catch (DateTimeException noDay) {
      return Missing.MISSING;
    }
  }

  private static Object moment(String text) {
    Matcher moment = MOMENT.matcher(text);
    if (!moment.matches()) {
      return date(text) instanceof LocalDate date ? date.atStartOfDay() : Missing.MISSING;
    }
    try {
      return LocalDateTime.of(LocalDate.parse(moment.group(1)), LocalTime.parse(moment.group(2)));
    } catch (DateTimeException noMoment) {
      return Missing.MISSING;
    }
  }
}
