package io.tidemark.project.problem;

/**
 * A point in a file that a person wrote.
 *
 * @param file the path as it is shown: relative to the project where the file is inside it, with
 *     {@code /} between the parts
 * @param line 1-based
 * @param column 1-based, in characters; 0 where it is not known
 * @param text the line itself, without its line break; secrets are already masked
 */
public record Place(String file, int line, int column, String text) {

  public Place {
    if (line < 1 || column < 0) {
      throw new IllegalArgumentException("line %d, column %d".formatted(line, column));
    }
  }

  /** The place as editors and terminals understand it: {@code file:line} or with the column. */
  public String reference() {
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }

  @Override
  public String toString() {
    return reference();
  }
}
