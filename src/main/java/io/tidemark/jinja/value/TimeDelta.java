package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code timedelta}: an amount of time, exact to the microsecond.
 *
 * @param days whole days, rounded down: less than 0 for what is negative
 * @param rest the microseconds beyond them, less than a day
 */
public record TimeDelta(long days, long rest)
    implements HasArithmetic, HasAttributes, HasText, HasType, Comparable<TimeDelta> {
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final long MOST_DAYS = 999_999_999;

  /** The least amount above nothing. */
  public static final TimeDelta RESOLUTION = new TimeDelta(0, 1);

  /** The amounts that Python's class has as its members. */
  public static final Map<String, Object> BOUNDS =
      Map.of(
          "min",
          new TimeDelta(-MOST_DAYS, 0),
          "max",
          new TimeDelta(MOST_DAYS, DAY - 1),
          "resolution",
          RESOLUTION);

  /** Refuses more days than Python does. */
  public TimeDelta {
    if (Math.abs(days) > MOST_DAYS) {
      throw outOfRange();
    }
  }

  /** An amount of days, seconds and microseconds, each of which may be negative. */
  public static TimeDelta of(long days, long seconds, long micros) {
    return of(
        BigDecimal.valueOf(days)
            .multiply(BigDecimal.valueOf(DAY))
            .add(BigDecimal.valueOf(seconds).multiply(BigDecimal.valueOf(SECOND)))
            .add(BigDecimal.valueOf(micros)));
  }

  /** An amount of microseconds, rounded half to even. */
  public static TimeDelta of(BigDecimal micros) {
    BigDecimal whole = micros.setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal days = whole.divide(BigDecimal.valueOf(DAY), 0, RoundingMode.FLOOR);
    try {
      return new TimeDelta(
          days.longValueExact(),
          whole.subtract(days.multiply(BigDecimal.valueOf(DAY))).longValueExact());
    } catch (ArithmeticException tooMuch) {
      throw outOfRange();
    }
  }

  private static PythonException outOfRange() {
    return new PythonException(ErrorKind.OVERFLOW, "days out of range for a timedelta");
  }

  /** All of it in microseconds. */
  public BigDecimal micros() {
    return BigDecimal.valueOf(days).multiply(BigDecimal.valueOf(DAY)).add(BigDecimal.valueOf(rest));
  }

  public boolean isZero() {
    return days == 0 && rest == 0;
  }

  /** The same amount, the other way. */
  public TimeDelta negated() {
    return of(micros().negate());
  }

  private long seconds() {
    return rest / SECOND;
  }

  private long microseconds() {
    return rest % SECOND;
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
    return start instanceof LocalDate ? new TimeDelta(-days, 0) : negated();
  }

  private @Nullable Object with(String operator, TimeDelta other) {
    if (other.isZero() && List.of("/", "//", "%").contains(operator)) {
      throw new PythonException(ErrorKind.ZERO_DIVISION, "division by zero");
    }
    return switch (operator) {
      case "+" -> of(micros().add(other.micros()));
      case "-" -> of(micros().subtract(other.micros()));
      case "/" -> micros().divide(other.micros(), MathContext.DECIMAL128).doubleValue();
      case "//" -> Numbers.shrink(quotient(other).toBigInteger());
      case "%" -> of(micros().subtract(quotient(other).multiply(other.micros())));
      default -> Missing.MISSING;
    };
  }

  private BigDecimal quotient(TimeDelta other) {
    return floor(other.micros());
  }

  private BigDecimal floor(BigDecimal by) {
    BigDecimal down = micros().divideToIntegralValue(by);
    boolean exact = down.multiply(by).compareTo(micros()) == 0;
    boolean below = !exact && micros().signum() * by.signum() < 0;
    return (below ? down.subtract(BigDecimal.ONE) : down).setScale(0, RoundingMode.UNNECESSARY);
  }

  private @Nullable Object scaled(String operator, Object by, boolean reflected) {
    BigDecimal number = Numbers.decimal(Numbers.canonical(by));
    if (operator.equals("*")) {
      return of(micros().multiply(number));
    }
    boolean whole = operator.equals("//") && Numbers.isInteger(by);
    if (reflected || !(operator.equals("/") || whole)) {
      return Missing.MISSING;
    }
    if (number.signum() == 0) {
      throw new PythonException(ErrorKind.ZERO_DIVISION, "division by zero");
    }
    return of(whole ? floor(number) : micros().divide(number, 0, RoundingMode.HALF_EVEN));
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "days" -> days;
      case "seconds" -> seconds();
      case "microseconds" -> microseconds();
      case "total_seconds" -> (Callable) arguments -> micros().movePointLeft(6).doubleValue();
      default -> BOUNDS.getOrDefault(name, Missing.MISSING);
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("days", "seconds", "microseconds", "total_seconds");
  }

  @Override
  public int compareTo(TimeDelta other) {
    return days == other.days ? Long.compare(rest, other.rest) : Long.compare(days, other.days);
  }

  @Override
  public String text() {
    long seconds = seconds();
    String day = days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ");
    String rest = "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    long small = microseconds();
    return day + rest + (small == 0 ? "" : ".%06d".formatted(small));
  }

  @Override
  public String representation() {
    List<String> parts = new ArrayList<>();
    add(parts, "days", days);
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
