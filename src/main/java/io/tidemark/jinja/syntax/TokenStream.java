package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.TemplateSyntaxException;
import io.tidemark.jinja.value.PythonText;
import org.jspecify.annotations.Nullable;

/** The tokens with one to look at, and one beyond it on demand; errors of what was expected. */
final class TokenStream {
  private final Lexer lexer;
  private Token current;
  private @Nullable Token ahead;

  TokenStream(Lexer lexer) {
    this.lexer = lexer;
    this.current = lexer.next();
  }

  Token current() {
    return current;
  }

  /** Moves on; gives the token that was current. */
  Token advance() {
    Token passed = current;
    if (ahead != null) {
      current = ahead;
      ahead = null;
    } else {
      current = lexer.next();
    }
    return passed;
  }

  /** The token after the current one. */
  Token look() {
    if (ahead == null) {
      ahead = lexer.next();
    }
    return ahead;
  }

  boolean is(TokenType type) {
    return current.is(type);
  }

  boolean isName(String name) {
    return current.isName(name);
  }

  boolean skip(TokenType type) {
    boolean found = current.is(type);
    if (found) {
      advance();
    }
    return found;
  }

  boolean skipName(String name) {
    boolean found = current.isName(name);
    if (found) {
      advance();
    }
    return found;
  }

  Token expect(TokenType type) {
    return expect(current.is(type), type.description());
  }

  Token expectName(String name) {
    return expect(current.isName(name), name);
  }

  private Token expect(boolean found, String wanted) {
    if (found) {
      return advance();
    }
    if (current.is(TokenType.END)) {
      throw error(
          "unexpected end of template, expected " + PythonText.repr(wanted) + ".", current.line());
    }
    throw error(
        "expected token "
            + PythonText.repr(wanted)
            + ", got "
            + PythonText.repr(current.description()),
        current.line());
  }

  TemplateSyntaxException error(String problem, int line) {
    return lexer.error(problem, line);
  }

  /** The block tag that is current opens text that is not read, up to the block's end tag. */
  void rawUntilEndOf(String block) {
    lexer.rawUntilEndOf(block);
  }
}
