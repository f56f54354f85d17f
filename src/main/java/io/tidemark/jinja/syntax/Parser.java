package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.error.TemplateSyntaxException;
import io.tidemark.jinja.tree.Body;
import io.tidemark.jinja.tree.Statement;
import io.tidemark.jinja.tree.Text;
import io.tidemark.jinja.tree.UnsetNames;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses a template: its text, its print statements, and the bodies between tags. */
public final class Parser {
  private final Source source;
  private final TokenStream stream;
  private final Findings findings;
  private final ExpressionParser expressions;
  private final Names names = new Names();
  private final CodeLines codeLines = new CodeLines();
  private final StatementParser statements;
  private final List<List<String>> openEnds = new ArrayList<>();
  private final List<String> openTags = new ArrayList<>();

  private Parser(Source source, Grammar grammar) {
    this.source = source;
    this.stream = new TokenStream(new Lexer(source));
    this.findings = new Findings(source, grammar);
    this.expressions = new ExpressionParser(stream, findings, names);
    this.statements =
        new StatementParser(this, source, stream, findings, names, codeLines, expressions);
  }

  /**
   * Parses a template.
   *
   * @throws TemplateSyntaxException where Jinja2 refuses it, with the same line
   */
  public static ParsedTemplate parse(String name, String text, Grammar grammar) {
    Source source = new Source(name, Newlines.normalized(text));
    try {
      Parser parser = new Parser(source, grammar);
      Body body = parser.body(null, parser.names.current().unset());
      parser.names.resolve();
      parser.findings.throwFirst();
      return new ParsedTemplate(source, body, parser.statements.blocks());
    } catch (StackOverflowError failure) {
      throw new TemplateSyntaxException("too many nested parts", source.place(1));
    }
  }

  /**
   * The statements up to one of the end tags, whose name is then the current token.
   *
   * @param unset of the scope that the body is; null if it is none of its own
   */
  Body bodyUntil(@Nullable UnsetNames unset, String... ends) {
    stream.skip(TokenType.COLON);
    stream.expect(TokenType.BLOCK_END);
    Body body = body(List.of(ends), unset);
    if (stream.is(TokenType.END)) {
      List<List<String>> stack = new ArrayList<>(openEnds);
      stack.add(List.of(ends));
      throw unknownTag(null, stack, stream.current().line());
    }
    return body;
  }

  private Body body(@Nullable List<String> ends, @Nullable UnsetNames unset) {
    List<Statement> body = new ArrayList<>();
    if (ends != null) {
      openEnds.add(ends);
    }
    while (!stream.is(TokenType.END)) {
      Token token = stream.advance();
      switch (token.type()) {
        case DATA -> body.add(new Text(token.text()));
        case VARIABLE_BEGIN -> {
          body.add(statements.print(expressions.tuple(ExpressionParser.TupleKind.FULL)));
          stream.expect(TokenType.VARIABLE_END);
        }
        default -> {
          if (ends != null && isEnd(ends)) {
            openEnds.remove(openEnds.size() - 1);
            return new Body(body, unset);
          }
          body.add(statement(token));
          stream.expect(TokenType.BLOCK_END);
        }
      }
    }
    if (ends != null) {
      openEnds.remove(openEnds.size() - 1);
    }
    return new Body(body, unset);
  }

  private boolean isEnd(List<String> ends) {
    return stream.is(TokenType.NAME) && ends.contains(stream.current().text());
  }

  private Statement statement(Token begin) {
    Token tag = stream.current();
    if (!tag.is(TokenType.NAME)) {
      throw stream.error("tag name expected", tag.line());
    }
    openTags.add(tag.text());
    Statement statement = statements.parse(tag, begin, openTags.size() == 1);
    if (statement == null) {
      openTags.remove(openTags.size() - 1);
      throw unknownTag(tag.text(), openEnds, tag.line());
    }
    openTags.remove(openTags.size() - 1);
    return statement;
  }

  private TemplateSyntaxException unknownTag(
      @Nullable String name, List<List<String>> ends, int line) {
    StringBuilder message = new StringBuilder();
    message.append(
        name == null
            ? "Unexpected end of template."
            : "Encountered unknown tag " + PythonText.repr(name) + ".");
    if (!ends.isEmpty()) {
      String looking =
          ends.get(ends.size() - 1).stream()
              .map(PythonText::repr)
              .collect(Collectors.joining(" or "));
      boolean misplaced = name != null && ends.stream().anyMatch(names -> names.contains(name));
      message.append(
          misplaced
              ? " You probably made a nesting mistake. Jinja is expecting this tag, but currently"
                  + " looking for "
              : " Jinja was looking for the following tags: ");
      message.append(looking).append('.');
    }
    if (!openTags.isEmpty()) {
      message
          .append(" The innermost block that needs to be closed is ")
          .append(PythonText.repr(openTags.get(openTags.size() - 1)))
          .append('.');
    }
    if (name == null) {
      return stream.error(message.toString(), line);
    }
    return new TemplateSyntaxException(
        message.toString(), source.place(line), name, StatementParser.TAGS);
  }
}
