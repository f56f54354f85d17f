package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.render.TextOutput;
import io.tidemark.jinja.value.OnceIterator;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% for target in items if test recursive %}} with its else.
 *
 * @param lastLine where Jinja2 reports that a recursive loop's pieces are no text
 */
public record ForLoop(
    Target target,
    Expression items,
    @Nullable Expression test,
    boolean recursive,
    Body body,
    Body otherwise,
    int line,
    int lastLine)
    implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    Object iterable = items.operand(frame);
    if (!recursive) {
      return run(frame, output, iterable, 0);
    }
    // A loop that can be called is a function in Jinja2, whose text is one piece.
    TextOutput text = frame.render().newText();
    run(frame, text, iterable, 0);
    frame.backTo(lastLine);
    output.piece(text.collected());
    return Flow.NEXT;
  }

  private Flow run(Frame frame, Output output, @Nullable Object iterable, int depth) {
    frame.at(line);
    Object source = iterable;
    if (test != null) {
      LoopFilter passing = new LoopFilter(frame, target, test, iterable);
      source = OnceIterator.generator("loop filter", () -> passing);
    }
    LoopContext loop = new LoopContext(source, depth, recursion(frame, depth));
    boolean untouched = true;
    while (loop.advance()) {
      Frame inner = frame.inner();
      inner.set("loop", loop);
      target.assign(inner, loop.current());
      Flow flow = body.execute(inner, output);
      if (flow == Flow.BREAK) {
        break;
      }
      // As in Jinja2, a body left by continue does not count as run.
      untouched &= flow == Flow.CONTINUE;
      // A step each turn: an empty body has none of its own, and a loop need not end.
      frame.at(line);
    }
    return untouched ? otherwise.execute(frame.inner(), output) : Flow.NEXT;
  }

  private LoopContext.@Nullable Recursion recursion(Frame frame, int depth) {
    if (!recursive) {
      return null;
    }
    return (iterable, caller) ->
        caller
            .render()
            .run(
                "loop",
                caller.source(),
                frame.scope(),
                frame,
                inner -> {
                  TextOutput text = inner.render().newText();
                  run(inner, text, iterable, depth + 1);
                  inner.backTo(lastLine);
                  return inner.captured(text.collected());
                });
  }
}
