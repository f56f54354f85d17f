package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.value.Truth;
import java.util.List;

/** {@code {% if %}} with its elifs and else. */
public record IfStatement(List<Branch> branches, Body otherwise) implements Statement {
  /** A condition and what it guards. */
  public record Branch(Expression test, Body body, int line) {}

  public IfStatement {
    branches = List.copyOf(branches);
  }

  @Override
  public Flow execute(Frame frame, Output output) {
    for (Branch branch : branches) {
      frame.at(branch.line());
      if (Truth.of(branch.test().operand(frame))) {
        return branch.body().execute(frame, output);
      }
    }
    return otherwise.execute(frame, output);
  }
}
