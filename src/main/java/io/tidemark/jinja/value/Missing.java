package io.tidemark.jinja.value;

/** The absence of a value, apart from None; never visible to a template. */
public enum Missing {
  MISSING
}
