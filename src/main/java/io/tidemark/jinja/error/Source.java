package io.tidemark.jinja.error;

/** A template's name and text, and where its lines begin. Immutable. */
public final class Source {
  private final String name;
  private final String text;

  /**
   * @param text the source with line ends as {@code \n}
   */
  public Source(String name, String text) {
    this.name = name;
    this.text = text;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** The place with the text of its line; a line beyond the end has no text. */
  public Place place(int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        return new Place(name, line, "");
      }
      start = end + 1;
    }
    int end = text.indexOf('\n', start);
    return new Place(name, line, text.substring(start, end < 0 ? text.length() : end));
  }
}
