package io.tidemark.jinja.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A token.
 *
 * @param text a name's or operator's characters, or the text of data
 * @param value what a literal stands for; null for other tokens
 * @param start the offset of its first character
 * @param end the offset after its last character
 */
record Token(TokenType type, String text, @Nullable Object value, int line, int start, int end) {
  boolean is(TokenType wanted) {
    return type == wanted;
  }

  boolean isName(String wanted) {
    return type == TokenType.NAME && text.equals(wanted);
  }

  /** What Jinja2's errors call it. */
  String description() {
    return type == TokenType.NAME ? text : type.description();
  }
}
