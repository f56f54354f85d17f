package io.tidemark.jinja.render;

/** What an {@code autoescape} block makes of the values in it. */
public enum Escaping {
  /** They stay as they are. */
  NONE,
  /** They are escaped. */
  ALL,
  /**
   * They are escaped, as the render found out: what Jinja2 computes before it renders is not, nor
   * do parts that are joined by {@code ~} keep that they are escaped.
   */
  COMPUTED
}
