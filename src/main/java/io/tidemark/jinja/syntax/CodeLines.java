package io.tidemark.jinja.syntax;

/**
 * The line that was last noted in the Python code which Jinja2 makes of a template, from the
 * beginning to where the parser is. A piece of code that notes no line of its own is reported
 * there, wherever the render has been.
 */
final class CodeLines {
  private int last = 1;

  int last() {
    return last;
  }

  void note(int line) {
    last = line;
  }
}
