package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/** Something that a template does. */
public interface Statement {
  /** Runs it, and says how to go on. */
  Flow execute(Frame frame, Output output);
}
