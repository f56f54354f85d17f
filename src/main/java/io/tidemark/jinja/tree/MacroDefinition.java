package io.tidemark.jinja.tree;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% macro name(parameters) %}}, and dbt's tests and materializations, which are macros
 * under names of their own.
 *
 * @param name the name that the template's scope gets
 * @param defaults of the last parameters
 * @param readsCaller whether the body reads {@code caller}, be it a parameter or not
 * @param lastLine where Jinja2 reports that the body's pieces are no text
 */
public record MacroDefinition(
    String name,
    List<String> parameters,
    List<Expression> defaults,
    boolean readsCaller,
    boolean takesCaller,
    boolean takesNamed,
    boolean takesPositional,
    Body body,
    Source source,
    int line,
    int lastLine)
    implements Statement {
  public MacroDefinition {
    parameters = List.copyOf(parameters);
    defaults = List.copyOf(defaults);
  }

  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    frame.set(name, MacroFunction.inTemplate(this, frame));
    return Flow.NEXT;
  }

  @Nullable Expression defaultOf(int parameter) {
    int index = parameter - (parameters.size() - defaults.size());
    return index < 0 ? null : defaults.get(index);
  }
}
