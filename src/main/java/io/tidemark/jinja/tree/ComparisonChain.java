package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Comparison;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code a < b <= c}, also {@code in} and {@code not in}: each operand is evaluated at most once.
 */
public record ComparisonChain(Expression first, List<Link> links, int line) implements Expression {
  /** One comparison with the operand to its right. */
  public record Link(String operator, Expression operand) {}

  public ComparisonChain {
    links = List.copyOf(links);
  }

  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.folded(this, this::computed);
  }

  private boolean computed(Frame frame) {
    Object left = first.operand(frame);
    for (Link link : links) {
      Object right = link.operand().operand(frame);
      if (!holds(link.operator(), left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case "==" -> Comparison.equal(left, right);
      case "!=" -> !Comparison.equal(left, right);
      case "in" -> Comparison.contains(right, left);
      case "not in" -> !Comparison.contains(right, left);
      default -> Comparison.ordered(operator, left, right);
    };
  }

  @Override
  public String kind() {
    return "compare";
  }

  @Override
  public boolean isConstant() {
    return first.isConstant() && links.stream().allMatch(link -> link.operand().isConstant());
  }
}
