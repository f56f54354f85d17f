package io.tidemark.jinja.operator;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonComplex;
import io.tidemark.jinja.value.PythonException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic of two numbers in their canonical types. */
final class NumberArithmetic {
  private static final MathContext DECIMAL = new MathContext(28, RoundingMode.HALF_EVEN);
  private static final int MAX_BITS = 1_000_000;

  private NumberArithmetic() {}

  static Object compute(String operator, Number left, Number right) {
    if (left instanceof Double || right instanceof Double) {
      return floats(operator, Numbers.toDouble(left), Numbers.toDouble(right));
    }
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
      return decimals(operator, Numbers.decimal(left), Numbers.decimal(right));
    }
    if (left instanceof Long a && right instanceof Long b) {
      long x = a;
      long y = b;
      switch (operator) {
        case "+" -> {
          long sum = x + y;
          if (((x ^ sum) & (y ^ sum)) >= 0) {
            return sum;
          }
        }
        case "-" -> {
          long difference = x - y;
          if (((x ^ y) & (x ^ difference)) >= 0) {
            return difference;
          }
        }
        default -> {
          // The others are computed without regard to size.
        }
      }
    }
    return integers(operator, Numbers.big(left), Numbers.big(right));
  }

  private static Object integers(String operator, BigInteger left, BigInteger right) {
    return switch (operator) {
      case "+" -> Numbers.shrink(left.add(right));
      case "-" -> Numbers.shrink(left.subtract(right));
      case "*" -> {
        checkBits((long) left.bitLength() + right.bitLength());
        yield Numbers.shrink(left.multiply(right));
      }
      case "/" -> {
        requireDivisor(right.signum() != 0, "division by zero");
        yield quotient(left, right);
      }
      case "//" -> {
        requireDivisor(right.signum() != 0, "integer division or modulo by zero");
        yield Numbers.shrink(floorDivide(left, right)[0]);
      }
      case "%" -> {
        requireDivisor(right.signum() != 0, "integer modulo by zero");
        yield Numbers.shrink(floorDivide(left, right)[1]);
      }
      default -> power(left, right);
    };
  }

  private static double quotient(BigInteger left, BigInteger right) {
    if (left.signum() == 0) {
      return right.signum() < 0 ? -0.0 : 0.0;
    }
    double result =
        new BigDecimal(left).divide(new BigDecimal(right), new MathContext(60)).doubleValue();
    if (Double.isInfinite(result)) {
      throw new PythonException(
          ErrorKind.OVERFLOW, "integer division result too large for a float");
    }
    return result;
  }

  private static BigInteger[] floorDivide(BigInteger left, BigInteger right) {
    BigInteger[] parts = left.divideAndRemainder(right);
    if (parts[1].signum() != 0 && parts[1].signum() != right.signum()) {
      parts[0] = parts[0].subtract(BigInteger.ONE);
      parts[1] = parts[1].add(right);
    }
    return parts;
  }

  private static Object power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return floats("**", Numbers.toDouble(base), Numbers.toDouble(exponent));
    }
    if (base.abs().bitLength() > 1) {
      checkBits(
          exponent.bitLength() > 31
              ? Long.MAX_VALUE
              : (long) base.bitLength() * exponent.longValue());
      return Numbers.shrink(base.pow(exponent.intValue()));
    }
    boolean odd = exponent.testBit(0);
    return exponent.signum() == 0 ? 1L : base.signum() < 0 && !odd ? 1L : base.longValue();
  }

  private static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw new PythonException(
          ErrorKind.LIMIT, "an integer of more than " + MAX_BITS + " bits is not allowed");
    }
  }

  private static void requireDivisor(boolean present, String message) {
    if (!present) {
      throw new PythonException(ErrorKind.ZERO_DIVISION, message);
    }
  }

  private static Object floats(String operator, double left, double right) {
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> {
        requireDivisor(right != 0, "float division by zero");
        yield left / right;
      }
      case "//" -> {
        requireDivisor(right != 0, "float floor division by zero");
        yield floorDivide(left, right);
      }
      case "%" -> {
        requireDivisor(right != 0, "float modulo");
        yield modulo(left, right);
      }
      default -> power(left, right);
    };
  }

  private static double modulo(double left, double right) {
    double rest = left % right;
    if (rest != 0) {
      return (right < 0) == (rest < 0) ? rest : rest + right;
    }
    return Math.copySign(0.0, right);
  }

  private static double floorDivide(double left, double right) {
    double rest = left % right;
    double quotient = (left - rest) / right;
    if (rest != 0 && (right < 0) != (rest < 0)) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0.0, left / right);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static Object power(double left, double right) {
    if (left == 0 && right < 0) {
      throw new PythonException(
          ErrorKind.ZERO_DIVISION, "0.0 cannot be raised to a negative power");
    }
    if (left == 1) {
      return 1.0;
    }
    double result = Math.pow(left, right);
    if (Double.isInfinite(result) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
      throw new PythonException(ErrorKind.OVERFLOW, "(34, 'Numerical result out of range')");
    }
    if (Double.isNaN(result) && !Double.isNaN(left) && !Double.isNaN(right)) {
      return new PythonComplex(left, 0).raisedTo(new PythonComplex(right, 0));
    }
    return result;
  }

  private static Object decimals(String operator, BigDecimal left, BigDecimal right) {
    if (operator.equals("/") || operator.equals("//") || operator.equals("%")) {
      requireDivisor(right.signum() != 0, "[<class 'decimal.DivisionByZero'>]");
    }
    return switch (operator) {
      case "+" -> left.add(right, DECIMAL);
      case "-" -> left.subtract(right, DECIMAL);
      case "*" -> left.multiply(right, DECIMAL);
      case "**" -> left.pow(right.intValue(), DECIMAL);
      case "/" -> exactly(left, right);
      case "//" -> left.divideToIntegralValue(right).setScale(0, RoundingMode.DOWN);
      default -> left.remainder(right);
    };
  }

  private static BigDecimal exactly(BigDecimal left, BigDecimal right) {
    BigDecimal quotient = left.divide(right, DECIMAL);
    int ideal = left.scale() - right.scale();
    BigDecimal stripped = quotient.stripTrailingZeros();
    return stripped.scale() < ideal ? stripped.setScale(ideal) : stripped;
  }
}
