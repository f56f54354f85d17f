package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keyword arguments of a template's first call of a function as they are written, without
 * anything being called. White space, quotes and the spelling of true, false and none make no
 * difference: they are as Python would write them.
 */
public final class CallKeywords {

  private static final Map<String, String> CONSTANTS =
      Map.of("true", "True", "false", "False", "none", "None");
  private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "is", "if", "else");
  private static final Set<TokenType> OPENING =
      Set.of(TokenType.LEFT_PARENTHESIS, TokenType.LEFT_BRACKET, TokenType.LEFT_BRACE);
  private static final Set<TokenType> CLOSING =
      Set.of(TokenType.RIGHT_PARENTHESIS, TokenType.RIGHT_BRACKET, TokenType.RIGHT_BRACE);
  private static final Set<TokenType> NO_SPACE_BEFORE =
      Set.of(TokenType.COMMA, TokenType.COLON, TokenType.DOT, TokenType.ASSIGN);
  private static final Set<TokenType> VALUES =
      Set.of(TokenType.NAME, TokenType.STRING, TokenType.INTEGER, TokenType.FLOAT);

  private CallKeywords() {}

  /**
   * The arguments by their names; a lone string is its content, all else is code. Empty where there
   * is no such call, or it has no keyword arguments.
   *
   * @throws io.tidemark.jinja.error.TemplateSyntaxException if the template is no template
   */
  public static Map<String, String> of(String function, String template) {
    Map<String, String> keywords = new LinkedHashMap<>();
    for (List<Token> argument : arguments(function, template)) {
      if (argument.size() > 2
          && argument.get(0).is(TokenType.NAME)
          && argument.get(1).is(TokenType.ASSIGN)) {
        keywords.put(argument.get(0).text(), code(argument.subList(2, argument.size())));
      }
    }
    return keywords;
  }

  private static List<List<Token>> arguments(String function, String template) {
    Lexer lexer = new Lexer(new Source(function, Newlines.normalized(template)));
    Token before = lexer.next();
    Token token = before;
    while (!token.is(TokenType.END)) {
      Token next = lexer.next();
      if (token.isName(function)
          && next.is(TokenType.LEFT_PARENTHESIS)
          && !before.is(TokenType.DOT)) {
        return arguments(lexer);
      }
      before = token;
      token = next;
    }
    return List.of();
  }

  /** From behind the opening parenthesis up to the one that closes it. */
  private static List<List<Token>> arguments(Lexer lexer) {
    List<List<Token>> arguments = new ArrayList<>();
    List<Token> argument = new ArrayList<>();
    int depth = 0;
    for (Token token = lexer.next(); !token.is(TokenType.END); token = lexer.next()) {
      if (OPENING.contains(token.type())) {
        depth++;
      } else if (CLOSING.contains(token.type())) {
        depth--;
      }
      if (depth < 0) {
        break;
      }
      if (depth == 0 && token.is(TokenType.COMMA)) {
        arguments.add(argument);
        argument = new ArrayList<>();
      } else {
        argument.add(token);
      }
    }
    arguments.add(argument);
    return arguments;
  }

  private static String code(List<Token> tokens) {
    if (tokens.size() == 1 && tokens.get(0).value() instanceof String text) {
      return text;
    }
    StringBuilder code = new StringBuilder();
    Token before = null;
    boolean sign = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean last =
          token.is(TokenType.COMMA)
              && i + 1 < tokens.size()
              && (tokens.get(i + 1).is(TokenType.RIGHT_BRACKET)
                  || tokens.get(i + 1).is(TokenType.RIGHT_BRACE));
      if (last) {
        continue;
      }
      if (before != null && !sign && isApart(before, token)) {
        code.append(' ');
      }
      code.append(text(token));
      sign = token.is(TokenType.SUBTRACT) && !endsValue(before);
      before = token;
    }
    return code.toString();
  }

  private static boolean isApart(Token before, Token token) {
    if (before.is(TokenType.DOT)
        || before.is(TokenType.ASSIGN)
        || OPENING.contains(before.type())
        || CLOSING.contains(token.type())
        || NO_SPACE_BEFORE.contains(token.type())) {
      return false;
    }
    boolean called = token.is(TokenType.LEFT_PARENTHESIS) || token.is(TokenType.LEFT_BRACKET);
    return !(called && endsValue(before));
  }

  private static boolean endsValue(@Nullable Token token) {
    return token != null
        && (CLOSING.contains(token.type())
            || (VALUES.contains(token.type()) && !WORDS.contains(token.text())));
  }

  private static String text(Token token) {
    return switch (token.type()) {
      case STRING -> PythonText.repr(token.value());
      case NAME -> CONSTANTS.getOrDefault(token.text(), token.text());
      default -> token.text();
    };
  }
}
