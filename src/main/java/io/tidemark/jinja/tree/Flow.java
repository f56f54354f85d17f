package io.tidemark.jinja.tree;

/** How to go on after a statement. */
public enum Flow {
  NEXT,
  BREAK,
  CONTINUE
}
