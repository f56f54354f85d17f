package io.tidemark.jinja.value;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's decimals that are no finite numbers, which a database may hold. */
public enum EndlessDecimal implements HasText, HasType, HasAttributes {
  NAN("NaN", Double.NaN),
  INFINITY("Infinity", Double.POSITIVE_INFINITY),
  NEGATIVE_INFINITY("-Infinity", Double.NEGATIVE_INFINITY);

  private final String text;
  private final double real;

  EndlessDecimal(String text, double real) {
    this.text = text;
    this.real = real;
  }

  /** The decimal that a float becomes; null where the float is finite. */
  public static @Nullable EndlessDecimal of(double real) {
    if (Double.isNaN(real)) {
      return NAN;
    }
    return Double.isFinite(real) ? null : real > 0 ? INFINITY : NEGATIVE_INFINITY;
  }

  /** The same as a float. */
  public double real() {
    return real;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String representation() {
    return "Decimal('" + text + "')";
  }

  @Override
  public String typeName() {
    return "decimal.Decimal";
  }

  @Override
  public @Nullable Object attribute(String name) {
    Boolean answer =
        switch (name) {
          case "is_nan" -> this == NAN;
          case "is_infinite" -> this != NAN;
          case "is_finite" -> false;
          case "is_signed" -> this == NEGATIVE_INFINITY;
          default -> null;
        };
    return answer == null ? Missing.MISSING : (Callable) arguments -> answer;
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("is_nan", "is_infinite", "is_finite", "is_signed");
  }
}
