package io.tidemark.jinja.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings as Python sees them: sequences of code points. Cheap while there are no surrogates. */
public final class CodePoints {
  private CodePoints() {}

  public static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  public static String at(String text, int index) {
    if (isPlain(text)) {
      return String.valueOf(text.charAt(index));
    }
    int offset = text.offsetByCodePoints(0, index);
    return Character.toString(text.codePointAt(offset));
  }

  /** From one code point to before another, both within the text. */
  public static String slice(String text, int from, int to) {
    if (from >= to) {
      return "";
    }
    if (isPlain(text)) {
      return text.substring(from, to);
    }
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  /** The index of a UTF-16 offset, counted in code points. */
  public static int index(String text, int offset) {
    return offset < 0 ? offset : text.codePointCount(0, offset);
  }

  public static List<@Nullable Object> list(String text) {
    Sizes.checkItems(text.length() / 2);
    List<@Nullable Object> characters = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      characters.add(Character.toString(c));
    }
    return characters;
  }

  static int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
        return mixed ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
