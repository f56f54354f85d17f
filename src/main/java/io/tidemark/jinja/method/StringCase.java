package io.tidemark.jinja.method;

import java.util.Locale;
import java.util.Map;

/** Upper, lower and title case of str. */
final class StringCase {
  private StringCase() {}

  static void addTo(Map<String, Method<String>> methods) {
    methods.put("upper", (self, arguments) -> upper(self));
    methods.put("lower", (self, arguments) -> self.toLowerCase(Locale.ROOT));
    methods.put("casefold", (self, arguments) -> upper(self).toLowerCase(Locale.ROOT));
    methods.put("capitalize", (self, arguments) -> capitalize(self));
    methods.put("title", (self, arguments) -> title(self));
    methods.put("swapcase", (self, arguments) -> swapped(self));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String rest = text.substring(Character.charCount(first));
    return titleCase(first) + rest.toLowerCase(Locale.ROOT);
  }

  // Java has no title case for the letters that become several; ß is the one that matters.
  private static String titleCase(int c) {
    return c == 'ß' ? "Ss" : Character.toString(Character.toTitleCase(c));
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      out.append(inWord ? Character.toString(Character.toLowerCase(c)) : titleCase(c));
      inWord = isCased(c);
    }
    return out.toString();
  }

  static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  private static String swapped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              String letter = Character.toString(c);
              out.append(
                  Character.isUpperCase(c) ? letter.toLowerCase(Locale.ROOT) : upper(letter));
            });
    return out.toString();
  }
}
