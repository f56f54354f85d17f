package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code timedelta}: an amount of time, exact to the microsecond. */
public record TimeDelta(long micros)
    implements HasArithmetic, HasAttributes, HasText, HasType, Comparable<TimeDelta> {
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  /** An amount of days, seconds and microseconds, each of which may be negative. */
  public static TimeDelta of(long days, long seconds, long micros) {
    try {
      return new TimeDelta(
          Math.addExact(
              Math.addExact(Math.multiplyExact(days, DAY), Math.multiplyExact(seconds, SECOND)),
              micros));
    } catch (ArithmeticException tooMuch) {
      throw outOfRange();
    }
  }

  /** An amount of microseconds, rounded half to even. */
  public static TimeDelta of(BigDecimal micros) {
    try {
      return new TimeDelta(micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    } catch (ArithmeticException tooMuch) {
      throw outOfRange();
    }
  }

  private static PythonException outOfRange() {
    return new PythonException(ErrorKind.OVERFLOW, "days out of range for a timedelta");
  }

  /** Whole days, rounded down. */
  public long days() {
    return Math.floorDiv(micros, DAY);
  }

  private long seconds() {
    return Math.floorMod(micros, DAY) / SECOND;
  }

  private long microseconds() {
    return Math.floorMod(micros, SECOND);
  }

  @Override
  public @Nullable Object operate(String operator, @Nullable Object other, boolean reflected) {
    if (other instanceof TimeDelta delta) {
      return reflected ? delta.with(operator, this) : with(operator, delta);
    }
    if (other != null && Times.isTime(other)) {
      boolean minus = operator.equals("-") && reflected;
      return operator.equals("+")
          ? Times.plus(other, this)
          : minus ? Times.plus(other, negatedFor(other)) : Missing.MISSING;
    }
    if (other == null || !Numbers.isNumber(other) || other instanceof BigDecimal) {
      return Missing.MISSING;
    }
    return scaled(operator, other, reflected);
  }

  /** Python takes from a date only the whole days. */
  private TimeDelta negatedFor(Object start) {
    return start instanceof LocalDate ? new TimeDelta(-days() * DAY) : new TimeDelta(-micros);
  }

  private @Nullable Object with(String operator, TimeDelta other) {
    if (other.micros == 0 && List.of("/", "//", "%").contains(operator)) {
      throw new PythonException(ErrorKind.ZERO_DIVISION, "division by zero");
    }
    return switch (operator) {
      case "+" -> of(0, 0, Math.addExact(micros, other.micros));
      case "-" -> of(0, 0, Math.subtractExact(micros, other.micros));
      case "/" -> (double) micros / other.micros;
      case "//" -> Math.floorDiv(micros, other.micros);
      case "%" -> new TimeDelta(Math.floorMod(micros, other.micros));
      default -> Missing.MISSING;
    };
  }

  private @Nullable Object scaled(String operator, Object by, boolean reflected) {
    BigDecimal amount = BigDecimal.valueOf(micros);
    BigDecimal number = Numbers.decimal(Numbers.canonical(by));
    if (operator.equals("*")) {
      return of(amount.multiply(number));
    }
    if (reflected || !(operator.equals("/") || operator.equals("//"))) {
      return Missing.MISSING;
    }
    if (number.signum() == 0) {
      throw new PythonException(ErrorKind.ZERO_DIVISION, "division by zero");
    }
    return operator.equals("/")
        ? of(amount.divide(number, 6, RoundingMode.HALF_EVEN))
        : Numbers.isInteger(by)
            ? new TimeDelta(Math.floorDiv(micros, Numbers.index(by)))
            : Missing.MISSING;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "days" -> days();
      case "seconds" -> seconds();
      case "microseconds" -> microseconds();
      case "resolution" -> new TimeDelta(1);
      case "total_seconds" -> (Callable) arguments -> BigDecimal.valueOf(micros, 6).doubleValue();
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("days", "seconds", "microseconds", "total_seconds");
  }

  @Override
  public int compareTo(TimeDelta other) {
    return Long.compare(micros, other.micros);
  }

  @Override
  public String text() {
    long days = days();
    long seconds = seconds();
    String day = days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ");
    String rest = "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    long small = microseconds();
    return day + rest + (small == 0 ? "" : ".%06d".formatted(small));
  }

  @Override
  public String representation() {
    List<String> parts = new ArrayList<>();
    add(parts, "days", days());
    add(parts, "seconds", seconds());
    add(parts, "microseconds", microseconds());
    return "datetime.timedelta(" + (parts.isEmpty() ? "0" : String.join(", ", parts)) + ")";
  }

  private static void add(List<String> parts, String name, long value) {
    if (value != 0) {
      parts.add(name + "=" + value);
    }
  }

  @Override
  public String typeName() {
    return "datetime.timedelta";
  }
}
