package io.tidemark.jinja.tree;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Numbers;
import org.jspecify.annotations.Nullable;

/** {@code left operator right}, one of {@code + - * / // % **}. */
public record BinaryOperation(String operator, Expression left, Expression right, int line)
    implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.folded(this, this::computed);
  }

  private @Nullable Object computed(Frame frame) {
    Object first = left.operand(frame);
    Object second = right.operand(frame);
    return operator.equals("**") && isNegativeLiteral(first)
        ? Arithmetic.negate(Arithmetic.binary(operator, Arithmetic.negate(first), second))
        : Arithmetic.binary(operator, first, second);
  }

  /**
   * Jinja2 computes a negative constant first and writes it into Python's code, where {@code -2 **
   * n} is {@code -(2 ** n)}; where all is constant it computes {@code (-2) ** n} itself.
   */
  private boolean isNegativeLiteral(@Nullable Object base) {
    return base != null
        && left.isConstant()
        && !right.isConstant()
        && (Numbers.isInteger(base) || Numbers.isFloat(base))
        && Math.copySign(1, Numbers.canonical(base).doubleValue()) < 0;
  }

  @Override
  public String kind() {
    return switch (operator) {
      case "+" -> "add";
      case "-" -> "sub";
      case "*" -> "mul";
      case "/" -> "div";
      case "//" -> "floordiv";
      case "%" -> "mod";
      default -> "pow";
    };
  }

  @Override
  public boolean isConstant() {
    return left.isConstant() && right.isConstant();
  }
}
