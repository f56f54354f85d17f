package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.render.TextOutput;
import java.util.List;

/** Statements in order. */
public record Body(List<Statement> statements) implements Statement {
  public static final Body EMPTY = new Body(List.of());

  public Body {
    statements = List.copyOf(statements);
  }

  @Override
  public Flow execute(Frame frame, Output output) {
    for (int i = 0; i < statements.size(); i++) {
      Flow flow = statements.get(i).execute(frame, output);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  /** Runs it into a text of its own. */
  Captured capture(Frame frame) {
    TextOutput text = frame.render().newText();
    Flow flow = execute(frame, text);
    return new Captured(text.collected(), flow);
  }

  record Captured(String text, Flow flow) {}
}
