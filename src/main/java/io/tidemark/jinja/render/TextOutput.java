package io.tidemark.jinja.render;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import org.jspecify.annotations.Nullable;

/** Collects text, up to a limit. */
public final class TextOutput implements Output {
  private final StringBuilder collected = new StringBuilder();
  private final long limit;

  TextOutput(long limit) {
    this.limit = limit;
  }

  @Override
  public void text(String text) {
    if (collected.length() + (long) text.length() > limit) {
      throw new PythonException(
          ErrorKind.LIMIT, "the template printed more than " + limit + " characters");
    }
    collected.append(text);
  }

  @Override
  public void value(@Nullable Object value) {
    text(PythonText.str(value));
  }

  /** What was written. */
  public String collected() {
    return collected.toString();
  }
}
