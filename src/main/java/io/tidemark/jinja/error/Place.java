package io.tidemark.jinja.error;

/**
 * Where in a template something is.
 *
 * @param template the template's name, as given to the parser
 * @param line the line, counted from 1
 * @param text the text of that line, without its line end; empty if there is no such line
 */
public record Place(String template, int line, String text) {
  @Override
  public String toString() {
    return template + ", line " + line;
  }
}
