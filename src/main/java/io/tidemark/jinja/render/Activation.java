package io.tidemark.jinja.render;

import io.tidemark.jinja.error.MacroFrame;
import io.tidemark.jinja.error.Place;
import io.tidemark.jinja.error.Source;
import org.jspecify.annotations.Nullable;

/** A template's text or a macro while it runs, with the line that it has reached. */
final class Activation {
  private final @Nullable String macro;
  private final Source source;
  private int line = 1;

  Activation(@Nullable String macro, Source source) {
    this.macro = macro;
    this.source = source;
  }

  void at(int reached) {
    line = reached;
  }

  int line() {
    return line;
  }

  Source source() {
    return source;
  }

  Place place() {
    return source.place(line);
  }

  MacroFrame frame() {
    return new MacroFrame(macro, place());
  }
}
