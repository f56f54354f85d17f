package io.tidemark.jinja.render;

/** An expression is no constant: Jinja2 can't compute it while it compiles. */
public final class NotConstant extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotConstant() {
    super("not a constant", null, false, false);
  }
}
