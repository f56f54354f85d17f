package io.tidemark.jinja.value;

/** A host object with a text of its own: what {@code {{ x }}} prints. */
public interface HasText {
  /** Python's {@code str(x)}. */
  String text();

  /** Python's {@code repr(x)}, used inside lists and the like. */
  default String representation() {
    return text();
  }
}
