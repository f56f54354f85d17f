package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.render.TextOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements in order.
 *
 * @param unset the names without a value at its beginning; null if it is no scope of its own
 */
public record Body(List<Statement> statements, @Nullable UnsetNames unset) implements Statement {
  public static final Body EMPTY = new Body(List.of());

  public Body {
    statements = List.copyOf(statements);
  }

  /** A body within the scope around it. */
  public Body(List<Statement> statements) {
    this(statements, null);
  }

  @Override
  public Flow execute(Frame frame, Output output) {
    if (unset != null) {
      unset.begin(frame);
    }
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
    return new Captured(text, flow);
  }

  record Captured(TextOutput output, Flow flow) {
    /** The text; what is wrong with it is reported at the line that is running now. */
    String text() {
      return output.collected();
    }
  }
}
