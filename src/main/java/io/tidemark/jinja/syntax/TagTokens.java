package io.tidemark.jinja.syntax;

import io.tidemark.jinja.value.Numbers;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads the tokens inside a tag: numbers, names, strings and operators. */
final class TagTokens {
  /** What Unicode lets stand in a name for the sake of old ones. */
  private static final String MORE_WORD = "\u00b7\u0387\u2118\u212e\u1369\u19da";

  private final String text;

  TagTokens(String text) {
    this.text = text;
  }

  /** The token at the offset, or null if nothing known begins there. */
  @Nullable Token read(int at, int line) {
    char c = text.charAt(at);
    if (isDecimal(c)) {
      Token number = real(at, line);
      return number == null ? integer(at, line) : number;
    }
    if (isWord(text.codePointAt(at))) {
      int end = at;
      while (end < text.length() && isWord(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      return token(TokenType.NAME, at, end, line, null);
    }
    if (c == '\'' || c == '"') {
      return string(at, line);
    }
    TokenType operator = operator(at);
    return operator == null
        ? null
        : token(operator, at, at + operator.description().length(), line, null);
  }

  private Token token(TokenType type, int start, int end, int line, @Nullable Object value) {
    return new Token(type, text.substring(start, end), value, line, start, end);
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isDecimal(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(int c) {
    return c == '_' || Character.isLetterOrDigit(c) || isOtherWord(c);
  }

  private static boolean isOtherWord(int c) {
    int type = Character.getType(c);
    return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER || isIdentifierPart(c);
  }

  /** Whether Python lets it stand in a name, if not at its beginning. */
  static boolean isIdentifierPart(int c) {
    return c == '_'
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
        || MORE_WORD.indexOf(c) >= 0;
  }

  private @Nullable Token string(int at, int line) {
    char quote = text.charAt(at);
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end < text.length() ? token(TokenType.STRING, at, end + 1, line, null) : null;
  }

  /** The end of {@code 1_000}: digits, single underscores between them. */
  private int digits(int from, int radix) {
    int end = from;
    while (digitAt(end, radix) || (end > from && charAt(end) == '_' && digitAt(end + 1, radix))) {
      end++;
    }
    return end;
  }

  private boolean digitAt(int index, int radix) {
    char c = charAt(index);
    // Python takes the digits of all scripts, if not at the beginning.
    return c < 128 ? Character.digit(c, radix) >= 0 : radix == 10 && Character.isDigit(c);
  }

  private @Nullable Token real(int at, int line) {
    if (at > 0 && text.charAt(at - 1) == '.') {
      return null;
    }
    int end = digits(at, 10);
    int whole = end;
    if (charAt(end) == '.' && digitAt(end + 1, 10)) {
      end = digits(end + 1, 10);
    }
    int exponent = end;
    if (charAt(exponent) == 'e' || charAt(exponent) == 'E') {
      exponent++;
      exponent += charAt(exponent) == '+' || charAt(exponent) == '-' ? 1 : 0;
      if (digitAt(exponent, 10)) {
        end = digits(exponent, 10);
      }
    }
    if (end == whole) {
      return null;
    }
    String number = text.substring(at, end).replace("_", "");
    return token(TokenType.FLOAT, at, end, line, Double.valueOf(latin(number)));
  }

  private static String latin(String number) {
    StringBuilder digits = new StringBuilder(number);
    for (int i = 0; i < number.length(); i++) {
      if (Character.isDigit(number.charAt(i))) {
        digits.setCharAt(i, (char) ('0' + Character.digit(number.charAt(i), 10)));
      }
    }
    return digits.toString();
  }

  private Token integer(int at, int line) {
    int radix =
        switch (text.charAt(at) == '0' ? Character.toLowerCase(charAt(at + 1)) : '\0') {
          case 'x' -> 16;
          case 'o' -> 8;
          case 'b' -> 2;
          default -> 10;
        };
    int start = at + 2;
    if (radix != 10 && charAt(start) == '_') {
      start++;
    }
    if (radix != 10 && digitAt(start, radix)) {
      int end = digits(start, radix);
      return integer(at, end, line, text.substring(start, end), radix);
    }
    int end = digits(at, 10);
    if (text.charAt(at) == '0') {
      // A leading zero ends the number, unless only zeros follow.
      end = at + 1;
      while (charAt(end) == '0' || (charAt(end) == '_' && charAt(end + 1) == '0')) {
        end++;
      }
    }
    return integer(at, end, line, text.substring(at, end), 10);
  }

  private Token integer(int at, int end, int line, String digits, int radix) {
    BigInteger value = new BigInteger(digits.replace("_", ""), radix);
    return token(TokenType.INTEGER, at, end, line, Numbers.shrink(value));
  }

  private @Nullable TokenType operator(int at) {
    boolean doubled = charAt(at + 1) == text.charAt(at);
    boolean beforeEqual = charAt(at + 1) == '=';
    return switch (text.charAt(at)) {
      case '+' -> TokenType.ADD;
      case '-' -> TokenType.SUBTRACT;
      case '/' -> doubled ? TokenType.FLOOR_DIVIDE : TokenType.DIVIDE;
      case '*' -> doubled ? TokenType.POWER : TokenType.MULTIPLY;
      case '%' -> TokenType.MODULO;
      case '~' -> TokenType.TILDE;
      case '[' -> TokenType.LEFT_BRACKET;
      case ']' -> TokenType.RIGHT_BRACKET;
      case '(' -> TokenType.LEFT_PARENTHESIS;
      case ')' -> TokenType.RIGHT_PARENTHESIS;
      case '{' -> TokenType.LEFT_BRACE;
      case '}' -> TokenType.RIGHT_BRACE;
      case '=' -> doubled ? TokenType.EQUAL : TokenType.ASSIGN;
      case '!' -> beforeEqual ? TokenType.NOT_EQUAL : null;
      case '>' -> beforeEqual ? TokenType.GREATER_OR_EQUAL : TokenType.GREATER;
      case '<' -> beforeEqual ? TokenType.LESS_OR_EQUAL : TokenType.LESS;
      case '.' -> TokenType.DOT;
      case ':' -> TokenType.COLON;
      case '|' -> TokenType.PIPE;
      case ',' -> TokenType.COMMA;
      case ';' -> TokenType.SEMICOLON;
      default -> null;
    };
  }
}
