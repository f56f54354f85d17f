package io.tidemark.jinja.syntax;

/** Brings a source into the form that is read: {@code \n} ends lines, one at the end is dropped. */
final class Newlines {
  private Newlines() {}

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
