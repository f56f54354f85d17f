package io.tidemark.jinja.method;

import java.util.Locale;
import java.util.Map;

/** Upper, lower and title case of str. */
final class StringCase {
  private StringCase() {}

  static void addTo(Map<String, Method<String>> methods) {
    methods.put("upper", (self, arguments) -> upper(self));
    methods.put("lower", (self, arguments) -> self.toLowerCase(Locale.ROOT));
    methods.put("casefold", (self, arguments) -> folded(self));
    methods.put("capitalize", (self, arguments) -> capitalize(self));
    methods.put("title", (self, arguments) -> title(self));
    methods.put("swapcase", (self, arguments) -> swapped(self));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Letter by letter, so that a sigma at the end of a word is none of its own. */
  private static String folded(String text) {
    StringBuilder out = new StringBuilder();
    upper(text)
        .codePoints()
        .forEach(c -> out.append(Character.toString(c).toLowerCase(Locale.ROOT)));
    return out.toString();
  }

  private static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    StringBuilder out = new StringBuilder(titleCase(first));
    for (int i = Character.charCount(first); i < text.length(); ) {
      out.append(lower(text, i));
      i += Character.charCount(text.codePointAt(i));
    }
    return out.toString();
  }

  /** In title case, which may be several letters: of them only the first is a capital. */
  private static String titleCase(int c) {
    String letter = Character.toString(c);
    String capitals = upper(letter);
    int first = capitals.codePointAt(0);
    boolean several = capitals.length() > Character.charCount(first);
    if (!several || Character.toTitleCase(c) != c) {
      return Character.toString(Character.toTitleCase(c));
    }
    String rest = capitals.substring(Character.charCount(first));
    // An apostrophe is no capital, so the letter after it is the first.
    return c == 'ŉ' ? capitals : Character.toString(first) + rest.toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      out.append(inWord ? lower(text, i) : titleCase(c));
      i += Character.charCount(c);
      inWord = isCased(c);
    }
    return out.toString();
  }

  static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  private static String swapped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String letter = Character.toString(c);
      out.append(
          Character.isUpperCase(c)
              ? lower(text, i)
              : Character.isLowerCase(c) ? upper(letter) : letter);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /** The letter at an offset in lower case: a sigma at the end of a word has a form of its own. */
  private static String lower(String text, int at) {
    int c = text.codePointAt(at);
    if (c != 'Σ') {
      return Character.toString(c).toLowerCase(Locale.ROOT);
    }
    int before = at - 1;
    while (before >= 0 && isCaseIgnorable(text.charAt(before))) {
      before--;
    }
    int after = at + 1;
    while (after < text.length() && isCaseIgnorable(text.charAt(after))) {
      after++;
    }
    boolean ends =
        before >= 0
            && isCased(text.charAt(before))
            && (after == text.length() || !isCased(text.charAt(after)));
    return ends ? "ς" : "σ";
  }

  private static boolean isCaseIgnorable(char c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> c == '\'' || c == '.' || c == ':' || c == '·' || c == '’';
    };
  }
}
