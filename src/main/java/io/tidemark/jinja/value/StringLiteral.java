package io.tidemark.jinja.value;

/** Python's {@code repr} of a string. */
final class StringLiteral {
  private StringLiteral() {}

  static void append(StringBuilder out, String text, boolean asciiOnly) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (asciiOnly ? c >= ' ' && c < 127 : isPrintable(c)) {
        out.appendCodePoint(c);
      } else {
        appendEscaped(out, c);
      }
    }
    out.append(quote);
  }

  private static void appendEscaped(StringBuilder out, int c) {
    if (c <= 0xff) {
      out.append(String.format("\\x%02x", c));
    } else if (c <= 0xffff) {
      out.append(String.format("\\u%04x", c));
    } else {
      out.append(String.format("\\U%08x", c));
    }
  }

  static boolean isPrintable(int c) {
    if (c >= ' ' && c < 127) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
