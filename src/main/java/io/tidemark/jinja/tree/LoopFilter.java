package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Truth;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The items of {@code {% for target in items if test %}} that pass the test, tested when they are
 * asked for. Whoever asks, what goes wrong is reported at the test's line, as in Jinja2.
 */
final class LoopFilter implements Iterator<@Nullable Object> {
  private final Frame frame;
  private final Target target;
  private final Expression test;
  private final @Nullable Object iterable;
  private @Nullable Iterator<?> items;
  private @Nullable Object next;
  private boolean ready;

  LoopFilter(Frame frame, Target target, Expression test, @Nullable Object iterable) {
    this.frame = frame;
    this.target = target;
    this.test = test;
    this.iterable = iterable;
  }

  @Override
  public boolean hasNext() {
    if (!ready) {
      int reached = frame.line();
      frame.backTo(test.line());
      advance();
      frame.backTo(reached);
    }
    return ready;
  }

  private void advance() {
    Iterator<?> all = items;
    if (all == null) {
      all = Iteration.iterator(iterable);
      items = all;
    }
    while (!ready && all.hasNext()) {
      frame.at(test.line());
      Frame inner = frame.inner();
      target.assign(inner, all.next());
      if (Truth.of(test.evaluate(inner))) {
        next = target.assigned(inner);
        ready = true;
      }
    }
  }

  @Override
  public @Nullable Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return next;
  }
}
