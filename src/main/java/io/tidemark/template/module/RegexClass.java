package io.tidemark.template.module;

/** What stands for one character in a regular expression: itself, an escape, a set in brackets. */
final class RegexClass {
  private static final String SPACE =
      "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  private RegexClass() {}

  /** A character that stands for itself. */
  static String literal(int c) {
    boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return plain ? Character.toString(c) : "\\x{" + Integer.toHexString(c) + "}";
  }

  /** Digits, white space or the characters of words, by the letter after the backslash. */
  static String category(int letter, long flags) {
    boolean ascii = (flags & RegexFlags.ASCII) != 0;
    return switch (letter) {
      case 'd' -> ascii ? "[0-9]" : "\\p{Nd}";
      case 'D' -> ascii ? "[^0-9]" : "\\P{Nd}";
      case 's' -> ascii ? "[\\t-\\r ]" : "[" + SPACE + "]";
      case 'S' -> ascii ? "[^\\t-\\r ]" : "[^" + SPACE + "]";
      case 'w' -> ascii ? "[0-9A-Za-z_]" : "[\\p{L}\\p{N}_]";
      default -> ascii ? "[^0-9A-Za-z_]" : "[^\\p{L}\\p{N}_]";
    };
  }

  private static boolean isCategory(int letter) {
    return letter >= 0 && "dDsSwW".indexOf(letter) >= 0;
  }

  /** What follows a backslash, which was read. */
  static String escaped(RegexSource source, int start, long flags, boolean inSet) {
    if (isCategory(source.peek())) {
      return category(source.next(), flags);
    }
    return literal(character(source, start, inSet));
  }

  private static int character(RegexSource source, int start, boolean inSet) {
    int c = source.next();
    switch (c) {
      case 'a' -> c = 7;
      case 'f' -> c = '\f';
      case 'n' -> c = '\n';
      case 'r' -> c = '\r';
      case 't' -> c = '\t';
      case 'v' -> c = 0x0b;
      case 'N' -> c = named(source, start);
      case 'x' -> c = source.hex(2, start);
      case 'u' -> c = source.hex(4, start);
      case 'U' -> c = source.hex(8, start);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        source.back(source.at() - 1);
        c = source.octal(octalDigits(source), start);
      }
      default -> {
        if (c == 'b' && inSet) {
          return '\b';
        }
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (letter || c == '8' || c == '9') {
          throw source.error("bad escape \\" + Character.toString(c), start);
        }
      }
    }
    return c;
  }

  /** A character by its name. */
  private static int named(RegexSource source, int start) {
    if (!source.take("{")) {
      throw source.error("missing {", source.at());
    }
    String name = source.until("}", "character name");
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException unknown) {
      throw source.error("undefined character name '" + name + "'", start);
    }
  }

  private static String octalDigits(RegexSource source) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < 3 && source.peek() >= '0' && source.peek() <= '7') {
      digits.appendCodePoint(source.next());
    }
    return digits.toString();
  }

  /** A set, whose opening bracket was read. */
  static String set(RegexSource source, int start, long flags) {
    StringBuilder java = new StringBuilder("[");
    if (source.take("^")) {
      java.append('^');
    }
    boolean first = true;
    while (first || !source.take("]")) {
      first = false;
      int from = source.at();
      String low = member(source, start, flags);
      if (!source.startsWith("-")) {
        java.append(low);
        continue;
      }
      source.next();
      if (source.startsWith("]")) {
        java.append(low).append("\\x{2d}");
        continue;
      }
      String high = member(source, start, flags);
      if (isSet(low) || isSet(high) || codePoint(low) > codePoint(high)) {
        throw source.error("bad character range", from);
      }
      java.append(low).append('-').append(high);
    }
    return java.append(']').toString();
  }

  private static String member(RegexSource source, int start, long flags) {
    if (source.atEnd()) {
      throw source.error("unterminated character set", start);
    }
    int at = source.at();
    if (!source.take("\\")) {
      return literal(source.next());
    }
    if (source.atEnd()) {
      throw source.error("unterminated character set", start);
    }
    return escaped(source, at, flags, true);
  }

  private static boolean isSet(String java) {
    return java.startsWith("[") || java.startsWith("\\p") || java.startsWith("\\P");
  }

  private static int codePoint(String literal) {
    return literal.length() == 1
        ? literal.charAt(0)
        : Integer.parseInt(literal.substring(3, literal.length() - 1), 16);
  }
}
