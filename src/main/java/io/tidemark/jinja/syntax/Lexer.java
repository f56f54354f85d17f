package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.error.TemplateSyntaxException;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.StringEscapes;
import io.tidemark.jinja.value.Whitespace;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a source into tokens, one at a time: text between tags, and what is inside tags. Inside a
 * tag and outside strings, {@code --} before white space or a line's end begins a comment to the
 * end of the line; that is the one rule that Jinja2 does not have.
 */
final class Lexer {
  private enum Mode {
    ROOT,
    VARIABLE,
    BLOCK
  }

  private final Source source;
  private final String text;
  private final TagTokens tagTokens;
  private final Deque<Character> closers = new ArrayDeque<>();
  private Mode mode = Mode.ROOT;
  private int at;
  private int line = 1;
  private int lastLine = 1;
  private @Nullable String rawBlock;

  Lexer(Source source) {
    this.source = source;
    this.text = source.text();
    this.tagTokens = new TagTokens(text);
  }

  /** The next token; {@link TokenType#END} for ever at the end. */
  Token next() {
    Token token = mode == Mode.ROOT ? nextInRoot() : nextInTag();
    if (token.is(TokenType.END)) {
      // Jinja2 places the end where the last token began.
      return token(TokenType.END, text.length(), text.length(), lastLine);
    }
    if (token.end() > token.start()) {
      lastLine = token.line();
    }
    return token;
  }

  TemplateSyntaxException error(String problem, int errorLine) {
    return new TemplateSyntaxException(problem, source.place(errorLine));
  }

  private Token token(TokenType type, int start, int end, int tokenLine) {
    return new Token(type, text.substring(start, end), null, tokenLine, start, end);
  }

  private Token nextInRoot() {
    while (at < text.length()) {
      if (rawBlock != null) {
        return rawBody(rawBlock);
      }
      int open = nextOpening(at);
      if (open > at) {
        Token data = data(at, open, open);
        if (data != null) {
          return data;
        }
        continue;
      }
      Token token = opening();
      if (token != null) {
        return token;
      }
    }
    return token(TokenType.END, text.length(), text.length(), line);
  }

  private int nextOpening(int from) {
    for (int i = from; i + 1 < text.length(); i++) {
      if (text.charAt(i) == '{') {
        char c = text.charAt(i + 1);
        if (c == '{' || c == '%' || c == '#') {
          return i;
        }
      }
    }
    return text.length();
  }

  /** The text up to an opening, without the white space that a minus there takes; null if empty. */
  private @Nullable Token data(int start, int end, int opening) {
    int stop = end;
    if (charAt(opening + 2) == '-') {
      while (stop > start && Whitespace.isSpace(text.charAt(stop - 1))) {
        stop--;
      }
    }
    int dataLine = line;
    moveTo(end);
    return stop > start ? token(TokenType.DATA, start, stop, dataLine) : null;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private void moveTo(int target) {
    for (int i = at; i < target; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    at = target;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && Whitespace.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Reads a tag's beginning, a whole comment, or a whole raw block (null, or the block's text). */
  private @Nullable Token opening() {
    char kind = charAt(at + 1);
    int signed = charAt(at + 2) == '-' || charAt(at + 2) == '+' ? at + 3 : at + 2;
    if (kind == '#') {
      skipComment(signed);
      return null;
    }
    if (kind == '%') {
      int afterRaw = rawBegin(signed);
      if (afterRaw >= 0) {
        moveTo(afterRaw);
        rawBlock = "raw";
        if (at >= text.length()) {
          // As in Jinja2, a raw tag that ends the source is no error.
          rawBlock = null;
        }
        return null;
      }
    }
    mode = kind == '{' ? Mode.VARIABLE : Mode.BLOCK;
    Token token =
        token(kind == '{' ? TokenType.VARIABLE_BEGIN : TokenType.BLOCK_BEGIN, at, signed, line);
    at = signed;
    return token;
  }

  private void skipComment(int from) {
    int end = text.indexOf("#}", from);
    if (end < 0) {
      if (from >= text.length()) {
        at = from;
        return;
      }
      throw error("Missing end of comment tag", line);
    }
    boolean minus = end > from && text.charAt(end - 1) == '-';
    moveTo(minus ? skipSpace(end + 2) : end + 2);
  }

  /** The offset after {@code raw %}} if the tag is a raw tag, else -1. */
  private int rawBegin(int from) {
    return simpleTagEnd(from, "raw", false);
  }

  private int simpleTagEnd(int from, String name, boolean plusAllowed) {
    int start = skipSpace(from);
    if (!text.startsWith(name, start)) {
      return -1;
    }
    int end = skipSpace(start + name.length());
    if (text.startsWith("%}", end)) {
      return end + 2;
    }
    if (text.startsWith("-%}", end)) {
      return skipSpace(end + 3);
    }
    return plusAllowed && text.startsWith("+%}", end) ? end + 3 : -1;
  }

  /** The text of a raw or docs block, up to and with its end tag. */
  private Token rawBody(String block) {
    String closing = "end" + block;
    for (int open = text.indexOf("{%", at); open >= 0; open = text.indexOf("{%", open + 2)) {
      char sign = charAt(open + 2);
      int end = simpleTagEnd(sign == '-' || sign == '+' ? open + 3 : open + 2, closing, true);
      if (end >= 0) {
        rawBlock = null;
        int start = at;
        Token data = data(start, open, open);
        boolean isDocs = block.equals("docs");
        if (!isDocs) {
          moveTo(end);
        }
        return data == null ? token(TokenType.DATA, start, start, line) : data;
      }
    }
    throw error(
        block.equals("raw") ? "Missing end of raw directive" : "Missing end of docs block", line);
  }

  /** From here to {@code enddocs} the source is text, whatever it holds. */
  void rawUntilEndOf(String block) {
    rawBlock = block;
  }

  private Token nextInTag() {
    skipBlank();
    if (at >= text.length()) {
      return token(TokenType.END, at, at, line);
    }
    if (closers.isEmpty()) {
      Token end = tagEnd();
      if (end != null) {
        return end;
      }
    }
    Token token = tagTokens.read(at, line);
    if (token == null) {
      String found = Character.toString(text.codePointAt(at));
      throw error(
          "unexpected char " + PythonText.repr(found) + " at " + CodePoints.index(text, at), line);
    }
    balance(token);
    moveTo(token.end());
    return checked(token);
  }

  private void skipBlank() {
    while (at < text.length()) {
      int next = skipSpace(at);
      if (isComment(next)) {
        int end = text.indexOf('\n', next);
        next = end < 0 ? text.length() : end;
      }
      if (next == at) {
        return;
      }
      moveTo(next);
    }
  }

  private boolean isComment(int from) {
    return text.startsWith("--", from)
        && (from + 2 >= text.length() || Whitespace.isSpace(text.charAt(from + 2)));
  }

  private @Nullable Token tagEnd() {
    String close = mode == Mode.VARIABLE ? "}}" : "%}";
    char c = text.charAt(at);
    int end = -1;
    if (text.startsWith(close, at)) {
      end = at + 2;
    } else if (c == '-' && text.startsWith(close, at + 1)) {
      end = skipSpace(at + 3);
    } else if (c == '+' && mode == Mode.BLOCK && text.startsWith(close, at + 1)) {
      end = at + 3;
    }
    if (end < 0) {
      return null;
    }
    TokenType type = mode == Mode.VARIABLE ? TokenType.VARIABLE_END : TokenType.BLOCK_END;
    Token token = token(type, at, end, line);
    moveTo(end);
    mode = Mode.ROOT;
    return token;
  }

  private void balance(Token token) {
    switch (token.type()) {
      case LEFT_BRACE -> closers.push('}');
      case LEFT_BRACKET -> closers.push(']');
      case LEFT_PARENTHESIS -> closers.push(')');
      case RIGHT_BRACE, RIGHT_BRACKET, RIGHT_PARENTHESIS -> {
        if (closers.isEmpty()) {
          throw error("unexpected '" + token.text() + "'", line);
        }
        char expected = closers.pop();
        if (token.text().charAt(0) != expected) {
          throw error("unexpected '" + token.text() + "', expected '" + expected + "'", line);
        }
      }
      default -> {
        // Nothing else has to be closed.
      }
    }
  }

  private Token checked(Token token) {
    if (token.is(TokenType.NAME) && !isIdentifier(token.text())) {
      throw error("Invalid character in identifier", token.line());
    }
    if (!token.is(TokenType.STRING)) {
      return token;
    }
    try {
      String raw = token.text().substring(1, token.text().length() - 1);
      return new Token(
          token.type(),
          token.text(),
          StringEscapes.decode(raw),
          token.line(),
          token.start(),
          token.end());
    } catch (PythonException malformed) {
      throw error(malformed.problem(), token.line());
    }
  }

  private static boolean isIdentifier(String name) {
    int first = name.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && name.codePoints().allMatch(TagTokens::isIdentifierPart);
  }
}
