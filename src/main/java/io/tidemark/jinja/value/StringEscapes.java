package io.tidemark.jinja.value;

/** The escapes of Python's string literals. */
public final class StringEscapes {
  private StringEscapes() {}

  /**
   * Replaces the escapes; unknown ones stay as they are, as in Python.
   *
   * @throws PythonException with the message Jinja2 shows, for a cut or unknown code
   */
  public static String decode(String raw) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (at >= raw.length()) {
        throw PythonException.value("\\ at end of string");
      }
      char code = raw.charAt(at++);
      switch (code) {
        case '\n' -> {
          // The line goes on.
        }
        case '\\', '\'', '"' -> out.append(code);
        case 'a' -> out.append('\u0007');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'v' -> out.append('\u000b');
        case 'x' -> at = hex(raw, at, 2, "truncated \\xXX escape", out);
        case 'u' -> at = hex(raw, at, 4, "truncated \\uXXXX escape", out);
        case 'U' -> at = hex(raw, at, 8, "truncated \\UXXXXXXXX escape", out);
        case 'N' -> at = named(raw, at, out);
        default -> {
          if (code >= '0' && code <= '7') {
            at = octal(raw, at - 1, out);
          } else {
            out.append('\\').append(code);
          }
        }
      }
    }
    return out.toString();
  }

  private static int hex(String raw, int from, int digits, String truncated, StringBuilder out) {
    long point = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0 || raw.charAt(i) > 'f') {
        throw PythonException.value(truncated);
      }
      point = point * 16 + digit;
    }
    if (point > Character.MAX_CODE_POINT) {
      throw PythonException.value("illegal Unicode character");
    }
    out.appendCodePoint((int) point);
    return from + digits;
  }

  private static int octal(String raw, int from, StringBuilder out) {
    int end = from;
    int point = 0;
    while (end < from + 3
        && end < raw.length()
        && raw.charAt(end) >= '0'
        && raw.charAt(end) <= '7') {
      point = point * 8 + raw.charAt(end++) - '0';
    }
    out.append((char) point);
    return end;
  }

  private static int named(String raw, int from, StringBuilder out) {
    int close = raw.indexOf('}', from);
    if (from >= raw.length() || raw.charAt(from) != '{' || close < 0) {
      throw PythonException.value("malformed \\N character escape");
    }
    try {
      out.appendCodePoint(Character.codePointOf(raw.substring(from + 1, close)));
    } catch (IllegalArgumentException unknown) {
      throw PythonException.value("unknown Unicode character name");
    }
    return close + 1;
  }
}
