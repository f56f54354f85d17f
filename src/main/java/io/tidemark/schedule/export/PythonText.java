package io.tidemark.schedule.export;

/** Texts for a Python file in UTF-8. This is the only place where they are quoted. */
final class PythonText {

  private PythonText() {}

  /** The text as a string literal on one line. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c == '\n') {
                quoted.append("\\n");
              } else if ((c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c < 0xd800) || c > 0xffff) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append("\\u%04x".formatted(c));
              }
            });
    return quoted.append('"').toString();
  }
}
