package io.tidemark.jinja.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code splitlines}: every kind of line end, and no empty last line. */
public final class TextLines {
  private TextLines() {}

  public static List<@Nullable Object> split(String text, boolean keepEnds) {
    List<@Nullable Object> lines = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!isLineEnd(c)) {
        at++;
        continue;
      }
      int end = at;
      at += c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
      lines.add(text.substring(start, keepEnds ? at : end));
      start = at;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static boolean isLineEnd(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }
}
