package io.tidemark.schedule.export;

/** Scalars for YAML. This is the only place where they are quoted. */
final class YamlText {

  private YamlText() {}

  /** The text in double quotes, in which YAML has an escape for all that it doesn't print. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c == '\n') {
                quoted.append("\\n");
              } else if (isPrinted(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(c <= 0xffff ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
              }
            });
    return quoted.append('"').toString();
  }

  /** The characters of YAML 1.1's {@code c-printable} that are no line breaks. */
  private static boolean isPrinted(int c) {
    return (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
        || c >= 0x10000;
  }
}
