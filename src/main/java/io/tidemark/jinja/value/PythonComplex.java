package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python's complex number: what a negative number raised to a fraction gives.
 *
 * @param real its real part
 * @param imaginary its imaginary part
 */
public record PythonComplex(double real, double imaginary)
    implements HasArithmetic, HasAttributes, HasText, HasType {
  @Override
  public @Nullable Object operate(String operator, @Nullable Object other, boolean reflected) {
    PythonComplex number = of(other);
    if (number == null) {
      return Missing.MISSING;
    }
    return reflected ? number.with(operator, this) : with(operator, number);
  }

  private static @Nullable PythonComplex of(@Nullable Object value) {
    if (value instanceof PythonComplex complex) {
      return complex;
    }
    if (value == null || !(Numbers.isInteger(value) || Numbers.isFloat(value))) {
      return null;
    }
    return new PythonComplex(Numbers.toDouble(value), 0);
  }

  private Object with(String operator, PythonComplex other) {
    return switch (operator) {
      case "+" -> new PythonComplex(real + other.real, imaginary + other.imaginary);
      case "-" -> new PythonComplex(real - other.real, imaginary - other.imaginary);
      case "*" ->
          new PythonComplex(
              real * other.real - imaginary * other.imaginary,
              real * other.imaginary + imaginary * other.real);
      case "/" -> dividedBy(other);
      case "**" -> raisedTo(other);
      default -> Missing.MISSING;
    };
  }

  private PythonComplex dividedBy(PythonComplex other) {
    if (other.real == 0 && other.imaginary == 0) {
      throw new PythonException(ErrorKind.ZERO_DIVISION, "complex division by zero");
    }
    if (Math.abs(other.real) >= Math.abs(other.imaginary)) {
      double ratio = other.imaginary / other.real;
      double scale = other.real + other.imaginary * ratio;
      return new PythonComplex(
          (real + imaginary * ratio) / scale, (imaginary - real * ratio) / scale);
    }
    double ratio = other.real / other.imaginary;
    double scale = other.real * ratio + other.imaginary;
    return new PythonComplex(
        (real * ratio + imaginary) / scale, (imaginary * ratio - real) / scale);
  }

  /** This to the power of another, as Python computes it. */
  public PythonComplex raisedTo(PythonComplex exponent) {
    if (exponent.real == 0 && exponent.imaginary == 0) {
      return new PythonComplex(1, 0);
    }
    if (real == 0 && imaginary == 0) {
      if (exponent.imaginary != 0 || exponent.real < 0) {
        throw new PythonException(ErrorKind.ZERO_DIVISION, "0.0 to a negative or complex power");
      }
      return new PythonComplex(0, 0);
    }
    double length = Math.pow(absolute(), exponent.real);
    double angle = Math.atan2(imaginary, real);
    double phase = angle * exponent.real;
    if (exponent.imaginary != 0) {
      length /= Math.exp(angle * exponent.imaginary);
      phase += exponent.imaginary * Math.log(absolute());
    }
    if (Double.isInfinite(length) && !Double.isInfinite(absolute())) {
      throw new PythonException(ErrorKind.OVERFLOW, "complex exponentiation");
    }
    return new PythonComplex(length * Math.cos(phase), length * Math.sin(phase));
  }

  /** How far it is from zero. */
  public double absolute() {
    return Math.hypot(real, imaginary);
  }

  /** Computes {@code -this}. */
  public PythonComplex negated() {
    return new PythonComplex(-real, -imaginary);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "real" -> real;
      case "imag" -> imaginary;
      case "conjugate" -> (Callable) arguments -> new PythonComplex(real, -imaginary);
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("real", "imag", "conjugate");
  }

  @Override
  public String text() {
    boolean onlyImaginary = real == 0 && Math.copySign(1, real) > 0;
    String imagined = part(imaginary) + "j";
    if (onlyImaginary) {
      return imagined;
    }
    return "(" + part(real) + (imagined.startsWith("-") ? "" : "+") + imagined + ")";
  }

  private static String part(double number) {
    String text = FloatText.repr(number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  @Override
  public String typeName() {
    return "complex";
  }
}
