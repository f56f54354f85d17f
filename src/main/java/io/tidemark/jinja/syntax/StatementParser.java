package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.tree.Body;
import io.tidemark.jinja.tree.DoStatement;
import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.tree.FilterBlock;
import io.tidemark.jinja.tree.FilterCall;
import io.tidemark.jinja.tree.Flow;
import io.tidemark.jinja.tree.ForLoop;
import io.tidemark.jinja.tree.IfStatement;
import io.tidemark.jinja.tree.LoopControl;
import io.tidemark.jinja.tree.Print;
import io.tidemark.jinja.tree.SetBlock;
import io.tidemark.jinja.tree.SetStatement;
import io.tidemark.jinja.tree.Statement;
import io.tidemark.jinja.tree.Target;
import io.tidemark.jinja.tree.WithBlock;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses Jinja2's statements, and hands dbt's own blocks to {@link DefinitionParser}. */
final class StatementParser {
  /** Every tag that opens a statement, for suggestions. */
  static final List<String> TAGS =
      List.of(
          "for",
          "if",
          "set",
          "macro",
          "call",
          "filter",
          "with",
          "do",
          "raw",
          "break",
          "continue",
          "print",
          "autoescape",
          "snapshot",
          "test",
          "data_test",
          "materialization",
          "docs",
          "endif",
          "endfor",
          "endmacro",
          "endset",
          "endcall",
          "endfilter",
          "endwith",
          "else",
          "elif");

  private final Parser parser;
  private final TokenStream stream;
  private final Findings findings;
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private final DefinitionParser definitions;
  private int loops;

  StatementParser(
      Parser parser,
      Source source,
      TokenStream stream,
      Findings findings,
      SpecialNames specialNames,
      ExpressionParser expressions) {
    this.parser = parser;
    this.stream = stream;
    this.findings = findings;
    this.expressions = expressions;
    this.targets = new TargetParser(stream, expressions);
    this.definitions =
        new DefinitionParser(this, source, stream, findings, specialNames, expressions, targets);
  }

  List<ParsedBlock> blocks() {
    return definitions.blocks();
  }

  /** The statement, up to its closing tag's end; null if the tag is not known. */
  @Nullable Statement parse(Token tag, Token begin, boolean top) {
    return switch (tag.text()) {
      case "for" -> forLoop();
      case "if" -> ifStatement();
      case "set" -> set();
      case "with" -> with();
      case "print" -> print();
      case "filter" -> filterBlock();
      case "call" -> definitions.callBlock();
      case "do" -> doStatement();
      case "break", "continue" -> loopControl();
      case "autoescape" -> autoescape();
      case "macro", "test", "data_test", "materialization", "snapshot", "docs" ->
          definitions.parse(tag, begin, top);
      case "include", "import", "from", "extends", "block" ->
          throw stream.error(
              "The tag "
                  + PythonText.repr(tag.text())
                  + " is not supported: a template can't load another one, use a macro instead.",
              tag.line());
      default -> null;
    };
  }

  /** A body in a scope of its own, in which unknown filters are refused again. */
  Body scopedBody(String... ends) {
    boolean before = findings.lenient(false);
    Body body = parser.bodyUntil(ends);
    findings.lenient(before);
    return body;
  }

  /** A body that becomes a function of its own: loops around it can't be left from it. */
  Body functionBody(String... ends) {
    int outer = loops;
    loops = 0;
    Body body = scopedBody(ends);
    loops = outer;
    return body;
  }

  private Statement forLoop() {
    int line = stream.advance().line();
    Target target = targets.ofNames();
    stream.expectName("in");
    Expression items = expressions.tuple(ExpressionParser.TupleKind.WITHOUT_CONDITION);
    boolean lenient = findings.lenient(false);
    Expression test = stream.skipName("if") ? expressions.expression() : null;
    findings.lenient(lenient);
    boolean recursive = stream.skipName("recursive");
    int outer = loops;
    loops++;
    Body body = scopedBody("endfor", "else");
    loops = recursive ? 0 : outer;
    Body otherwise = Body.EMPTY;
    if (stream.advance().text().equals("else")) {
      otherwise = scopedBody("endfor");
      stream.advance();
    }
    loops = outer;
    if (target.names().contains("loop")) {
      findings.refuse("Can't assign to special loop variable in for-loop", line);
    }
    return new ForLoop(target, items, test, recursive, body, otherwise, line);
  }

  private Statement ifStatement() {
    int line = stream.advance().line();
    boolean before = findings.lenient(true);
    List<IfStatement.Branch> branches = new ArrayList<>();
    Body otherwise = Body.EMPTY;
    while (true) {
      Expression test = expressions.tuple(ExpressionParser.TupleKind.WITHOUT_CONDITION);
      Body body = parser.bodyUntil("elif", "else", "endif");
      branches.add(new IfStatement.Branch(test, body, line));
      String next = stream.advance().text();
      if (next.equals("elif")) {
        line = stream.current().line();
        continue;
      }
      if (next.equals("else")) {
        otherwise = parser.bodyUntil("endif");
        stream.advance();
      }
      break;
    }
    findings.lenient(before);
    return new IfStatement(branches, otherwise);
  }

  private Statement set() {
    int line = stream.advance().line();
    Target target = targets.ofSet();
    if (stream.skip(TokenType.ASSIGN)) {
      return new SetStatement(target, expressions.tuple(ExpressionParser.TupleKind.FULL), line);
    }
    boolean before = findings.lenient(false);
    FilterCall filter =
        stream.is(TokenType.PIPE) ? expressions.postfix().filter(null, false) : null;
    findings.lenient(before);
    Body body = scopedBody("endset");
    stream.advance();
    return new SetBlock(target, filter, body, line);
  }

  private Statement with() {
    int line = stream.advance().line();
    List<Target> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!stream.is(TokenType.BLOCK_END)) {
      if (!names.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      names.add(targets.ofNames());
      stream.expect(TokenType.ASSIGN);
      values.add(expressions.expression());
    }
    Body body = scopedBody("endwith");
    stream.advance();
    return new WithBlock(names, values, body, line);
  }

  private Statement print() {
    stream.advance();
    List<Statement> prints = new ArrayList<>();
    while (!stream.is(TokenType.BLOCK_END)) {
      if (!prints.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      prints.add(new Print(expressions.expression()));
    }
    return new Body(prints);
  }

  private Statement filterBlock() {
    int line = stream.advance().line();
    boolean before = findings.lenient(false);
    FilterCall filter = expressions.postfix().filter(null, true);
    findings.lenient(before);
    Body body = scopedBody("endfilter");
    stream.advance();
    return new FilterBlock(filter, body, line);
  }

  private Statement doStatement() {
    int line = stream.advance().line();
    return new DoStatement(expressions.tuple(ExpressionParser.TupleKind.FULL), line);
  }

  private Statement loopControl() {
    Token tag = stream.advance();
    boolean isBreak = tag.text().equals("break");
    if (loops == 0) {
      findings.refuse(
          isBreak ? "'break' outside loop" : "'continue' not properly in loop", tag.line());
    }
    return new LoopControl(isBreak ? Flow.BREAK : Flow.CONTINUE);
  }

  // Nothing is escaped by itself here, so the block is a scope and nothing else.
  private Statement autoescape() {
    int line = stream.advance().line();
    expressions.expression();
    Body body = scopedBody("endautoescape");
    stream.advance();
    return new WithBlock(List.of(), List.of(), body, line);
  }
}
