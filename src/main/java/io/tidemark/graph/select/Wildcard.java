package io.tidemark.graph.select;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern as Python's {@code fnmatch} understands it on Linux: {@code *} is any text, {@code ?}
 * any one character, {@code [a-c]} one of these, {@code [!a-c]} one of all others; upper and lower
 * case differ. A bracket that is not closed stands for itself. Immutable.
 */
final class Wildcard {

  private enum Any implements IntPredicate {
    TEXT,
    CHARACTER;

    @Override
    public boolean test(int character) {
      return true;
    }
  }

  private final List<IntPredicate> parts;

  private Wildcard(List<IntPredicate> parts) {
    this.parts = parts;
  }

  /** Whether the text has a character that may be a wildcard. */
  static boolean isIn(String text) {
    return text.chars().anyMatch(character -> "*?[]".indexOf(character) >= 0);
  }

  static Wildcard of(String pattern) {
    int[] characters = pattern.codePoints().toArray();
    List<IntPredicate> parts = new ArrayList<>();
    int at = 0;
    while (at < characters.length) {
      int character = characters[at];
      int close = character == '[' ? closingBracket(characters, at) : -1;
      if (close >= 0) {
        parts.add(CharacterSet.of(characters, at + 1, close));
        at = close + 1;
        continue;
      }
      parts.add(
          switch (character) {
            case '*' -> Any.TEXT;
            case '?' -> Any.CHARACTER;
            default -> literal(character);
          });
      at++;
    }
    return new Wildcard(List.copyOf(parts));
  }

  private static IntPredicate literal(int character) {
    return other -> other == character;
  }

  /** Where the bracket closes, or -1; one right behind the opening or its {@code !} is a member. */
  private static int closingBracket(int[] characters, int open) {
    int at = open + 1;
    if (at < characters.length && characters[at] == '!') {
      at++;
    }
    at++;
    while (at < characters.length && characters[at] != ']') {
      at++;
    }
    return at < characters.length ? at : -1;
  }

  /** Whether the whole text is of this pattern; the time is bounded by the product of lengths. */
  boolean matches(String text) {
    int[] characters = text.codePoints().toArray();
    int part = 0;
    int at = 0;
    int afterAnyText = -1;
    int resumeAt = 0;
    while (at < characters.length) {
      if (part < parts.size() && parts.get(part) == Any.TEXT) {
        part++;
        afterAnyText = part;
        resumeAt = at;
      } else if (part < parts.size() && parts.get(part).test(characters[at])) {
        part++;
        at++;
      } else if (afterAnyText >= 0) {
        // The last * takes one character more; an earlier one never has to.
        resumeAt++;
        at = resumeAt;
        part = afterAnyText;
      } else {
        return false;
      }
    }
    return parts.subList(part, parts.size()).stream().allMatch(rest -> rest == Any.TEXT);
  }
}
