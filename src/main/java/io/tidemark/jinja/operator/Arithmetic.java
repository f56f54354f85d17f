package io.tidemark.jinja.operator;

import io.tidemark.jinja.format.PercentFormat;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.HasArithmetic;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonComplex;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.TimeDelta;
import io.tidemark.jinja.value.Times;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's {@code + - * / // % **} and signs. */
public final class Arithmetic {
  private Arithmetic() {}

  /**
   * Computes {@code left operator right}.
   *
   * @throws PythonException if the types don't support it, in Python's words
   */
  public static @Nullable Object binary(
      String operator, @Nullable Object left, @Nullable Object right) {
    if (left != null
        && right != null
        && Numbers.isNumber(left)
        && Numbers.isNumber(right)
        && !mixesDecimal(left, right)) {
      return NumberArithmetic.compute(operator, Numbers.canonical(left), Numbers.canonical(right));
    }
    if (operator.equals("%") && (left instanceof String || left instanceof Markup)) {
      return left instanceof Markup markup
          ? PercentFormat.format(markup, right)
          : PercentFormat.format((String) left, right);
    }
    if (left instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (right instanceof Undefined undefined) {
      throw undefined.error();
    }
    Object computed = ofHost(operator, left, right);
    if (computed == Missing.MISSING && operator.equals("-")) {
      computed = Times.minus(left, right);
    }
    if (computed == Missing.MISSING && operator.equals("+")) {
      computed = Sequences.concatenate(left, right);
    } else if (computed == Missing.MISSING && operator.equals("*")) {
      computed = Sequences.repeat(left, right);
    } else if (computed == Missing.MISSING
        && operator.equals("-")
        && left instanceof Set<?> some
        && right instanceof Set<?> others) {
      computed = difference(some, others);
    }
    if (computed == Missing.MISSING) {
      throw unsupported(operator, left, right);
    }
    return computed;
  }

  private static boolean mixesDecimal(Object left, Object right) {
    return (left instanceof BigDecimal && Numbers.isFloat(right))
        || (right instanceof BigDecimal && Numbers.isFloat(left));
  }

  private static @Nullable Object ofHost(
      String operator, @Nullable Object left, @Nullable Object right) {
    Object computed = Missing.MISSING;
    if (left instanceof HasArithmetic host) {
      computed = host.operate(operator, right, false);
    }
    if (computed == Missing.MISSING && right instanceof HasArithmetic host) {
      computed = host.operate(operator, left, true);
    }
    return computed;
  }

  private static Set<@Nullable Object> difference(Set<?> some, Set<?> others) {
    Set<@Nullable Object> rest = new LinkedHashSet<>();
    for (Object item : some) {
      if (!DictKeys.contains(others, item)) {
        rest.add(item);
      }
    }
    return rest;
  }

  static PythonException unsupported(
      String operator, @Nullable Object left, @Nullable Object right) {
    String shown = operator.equals("**") ? "** or pow()" : operator;
    return PythonException.type(
        "unsupported operand type(s) for %s: '%s' and '%s'"
            .formatted(shown, TypeName.of(left), TypeName.of(right)));
  }

  /** Computes {@code -value}. */
  public static @Nullable Object negate(@Nullable Object value) {
    if (value instanceof TimeDelta delta) {
      return delta.negated();
    }
    if (value instanceof PythonComplex complex) {
      return complex.negated();
    }
    if (value == null || !Numbers.isNumber(value)) {
      throw badUnary("-", value);
    }
    Number number = Numbers.canonical(value);
    if (number instanceof Double real) {
      return -real;
    }
    if (number instanceof BigDecimal decimal) {
      return decimal.negate();
    }
    return Numbers.shrink(Numbers.big(number).negate());
  }

  /** Computes {@code +value}. */
  public static @Nullable Object plus(@Nullable Object value) {
    if (value instanceof TimeDelta || value instanceof PythonComplex) {
      return value;
    }
    if (value == null || !Numbers.isNumber(value)) {
      throw badUnary("+", value);
    }
    return Numbers.canonical(value);
  }

  private static PythonException badUnary(String sign, @Nullable Object value) {
    return value instanceof Undefined undefined
        ? undefined.error()
        : PythonException.type(
            "bad operand type for unary " + sign + ": '" + TypeName.of(value) + "'");
  }
}
