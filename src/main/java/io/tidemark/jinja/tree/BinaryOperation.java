package io.tidemark.jinja.tree;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** {@code left operator right}, one of {@code + - * / // % **}. */
public record BinaryOperation(String operator, Expression left, Expression right, int line)
    implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    return Arithmetic.binary(operator, left.operand(frame), right.operand(frame));
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
