package io.tidemark.jinja.render;

import org.jspecify.annotations.Nullable;

/** Where statements write to. */
public interface Output {
  /** Text of the template itself. */
  void text(String text);

  /** The value of an expression. */
  void value(@Nullable Object value);

  /** What a filter or call block gives, which has to be text where text is rendered. */
  void piece(@Nullable Object value);
}
