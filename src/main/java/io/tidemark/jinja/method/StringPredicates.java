package io.tidemark.jinja.method;

import io.tidemark.jinja.value.CaseTest;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Whitespace;
import java.util.Map;

/** The {@code is…} methods of str. */
final class StringPredicates {
  private StringPredicates() {}

  static void addTo(Map<String, Method<String>> methods) {
    methods.put("isalnum", all(c -> Character.isLetter(c) || isNumeric(c)));
    methods.put("isalpha", all(Character::isLetter));
    methods.put("isdecimal", all(Character::isDigit));
    methods.put("isdigit", all(StringPredicates::isDigit));
    methods.put("isnumeric", all(StringPredicates::isNumeric));
    methods.put("isspace", all(Whitespace::isSpace));
    methods.put("isascii", (self, arguments) -> self.chars().allMatch(c -> c < 128));
    methods.put("isprintable", (self, arguments) -> isPrintable(self));
    methods.put("isidentifier", (self, arguments) -> isIdentifier(self));
    methods.put("islower", (self, arguments) -> CaseTest.isLower(self));
    methods.put("isupper", (self, arguments) -> CaseTest.isUpper(self));
    methods.put("istitle", (self, arguments) -> isTitle(self));
  }

  private static Method<String> all(java.util.function.IntPredicate test) {
    return (self, arguments) -> !self.isEmpty() && self.codePoints().allMatch(test);
  }

  private static boolean isDigit(int c) {
    return Character.isDigit(c)
        || (c == 0xb2 || c == 0xb3 || c == 0xb9)
        || (c >= 0x2070 && c <= 0x2089 && Character.getType(c) == Character.OTHER_NUMBER);
  }

  private static boolean isNumeric(int c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isPrintable(String text) {
    String literal = PythonText.repr(text);
    return !literal.contains("\\x")
        && !literal.contains("\\u")
        && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == '\t');
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && (Character.isUnicodeIdentifierStart(text.codePointAt(0)) || text.charAt(0) == '_')
        && text.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  private static boolean isTitle(String text) {
    boolean inWord = false;
    boolean found = false;
    for (int c : text.codePoints().toArray()) {
      boolean upper = Character.isUpperCase(c) || Character.isTitleCase(c);
      if ((upper && inWord) || (Character.isLowerCase(c) && !inWord)) {
        return false;
      }
      inWord = StringCase.isCased(c);
      found |= inWord;
    }
    return found;
  }
}
