package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import java.util.List;

/**
 * {@code {% with a = 1 %}…{% endwith %}}: the values see the names outside.
 *
 * @param line where Jinja2 reports what is wrong with the values: not the line of the tag
 */
public record WithBlock(List<Target> targets, List<Expression> values, Body body, int line)
    implements Statement {
  public WithBlock {
    targets = List.copyOf(targets);
    values = List.copyOf(values);
  }

  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    Frame inner = frame.inner();
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).assign(inner, values.get(i).evaluate(frame));
    }
    return body.execute(inner, output);
  }
}
