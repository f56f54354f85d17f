package io.tidemark.jinja.syntax;

/** Brings a source into the form that is read: {@code \n} ends lines, one at the end is dropped. */
public final class Newlines {
  private Newlines() {}

  /**
   * A part of a source with the line ends that were written.
   *
   * @param from where it begins in the normalized text
   * @param to where it ends there
   */
  public static String asWritten(String source, int from, int to) {
    int start = -1;
    int position = 0;
    for (int i = 0; i < source.length(); i++) {
      if (position == from && start < 0) {
        start = i;
      }
      if (position == to) {
        return source.substring(start, i);
      }
      // Of a carriage return before a line feed only the latter is left.
      boolean one = source.charAt(i) == '\r' && i + 1 < source.length();
      position += one && source.charAt(i + 1) == '\n' ? 0 : 1;
    }
    return start < 0 ? "" : source.substring(start);
  }

  static String normalized(String source) {
    String text = source;
    if (source.indexOf('\r') >= 0) {
      StringBuilder out = new StringBuilder(source.length());
      for (int i = 0; i < source.length(); i++) {
        char c = source.charAt(i);
        if (c != '\r') {
          out.append(c);
        } else if (i + 1 >= source.length() || source.charAt(i + 1) != '\n') {
          out.append('\n');
        }
      }
      text = out.toString();
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
