package io.tidemark.jinja.render;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TypeName;
import org.jspecify.annotations.Nullable;

/** Collects text, up to a limit. */
public final class TextOutput implements Output {
  private final StringBuilder collected = new StringBuilder();
  private final long limit;
  private final boolean ofValues;
  private @Nullable String noText;

  TextOutput(long limit, boolean ofValues) {
    this.limit = limit;
    this.ofValues = ofValues;
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
    if (ofValues) {
      piece(value);
    } else {
      text(PythonText.str(value));
    }
  }

  @Override
  public void piece(@Nullable Object value) {
    if (value instanceof String || value instanceof Markup || value instanceof NativeMarker) {
      text(PythonText.str(value));
    } else if (noText == null) {
      noText = "expected text, but found a value of type " + PythonText.repr(TypeName.of(value));
    }
  }

  /**
   * What was written.
   *
   * @throws PythonException if a piece was no text; not earlier, as Python joins the pieces last
   */
  public String collected() {
    if (noText != null) {
      throw PythonException.type(noText);
    }
    return collected.toString();
  }
}
