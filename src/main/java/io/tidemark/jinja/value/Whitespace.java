package io.tidemark.jinja.value;

/** Python's notion of white space, which is not Java's. */
public final class Whitespace {
  private Whitespace() {}

  public static boolean isSpace(int c) {
    if (c <= ' ') {
      return (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= ' ');
    }
    return c >= 0x85
        && (c == 0x85
            || c == 0xa0
            || c == 0x1680
            || (c >= 0x2000 && c <= 0x200a)
            || c == 0x2028
            || c == 0x2029
            || c == 0x202f
            || c == 0x205f
            || c == 0x3000);
  }

  public static String stripLeft(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  public static String stripRight(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  public static String strip(String text) {
    return stripLeft(stripRight(text));
  }
}
