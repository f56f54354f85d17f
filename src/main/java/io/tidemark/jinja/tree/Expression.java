package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.NativeMarker;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Something with a value. */
public interface Expression {
  @Nullable Object evaluate(Frame frame);

  /** The line that Jinja2 reports for it. */
  int line();

  /**
   * The value for whoever works on it: a value that is marked for native output is then the text
   * that it is in dbt, where the mark is a subclass of str.
   */
  default @Nullable Object operand(Frame frame) {
    return NativeMarker.unmarked(evaluate(frame));
  }

  /** What Jinja2 calls this kind of node, for "can't assign to". */
  String kind();

  /** Whether it is made of literals only; Jinja2 computes such expressions before it renders. */
  default boolean isConstant() {
    return false;
  }

  /** Whether all of them are. */
  static boolean areConstant(Collection<? extends Expression> expressions) {
    for (Expression expression : expressions) {
      if (!expression.isConstant()) {
        return false;
      }
    }
    return true;
  }
}
