package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.tree.Body;
import io.tidemark.jinja.tree.DoStatement;
import io.tidemark.jinja.tree.EscapeBlock;
import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.tree.FilterBlock;
import io.tidemark.jinja.tree.FilterCall;
import io.tidemark.jinja.tree.Flow;
import io.tidemark.jinja.tree.ForLoop;
import io.tidemark.jinja.tree.IfStatement;
import io.tidemark.jinja.tree.LoopControl;
import io.tidemark.jinja.tree.NamespaceTarget;
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
  private final Names names;
  private final CodeLines codeLines;
  private int loops;
  private int fors;

  StatementParser(
      Parser parser,
      Source source,
      TokenStream stream,
      Findings findings,
      Names names,
      CodeLines codeLines,
      ExpressionParser expressions) {
    this.parser = parser;
    this.stream = stream;
    this.findings = findings;
    this.expressions = expressions;
    this.names = names;
    this.codeLines = codeLines;
    this.targets = new TargetParser(stream, expressions);
    this.definitions =
        new DefinitionParser(
            this, source, stream, findings, names, codeLines, expressions, targets);
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

  /** A body that is the current scope, in which unknown filters are refused again. */
  Body scopedBody(String... ends) {
    boolean before = findings.lenient(false);
    Body body = parser.bodyUntil(names.current().unset(), ends);
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
    fors++;
    Target target = assigned(targets.ofNames(), line);
    stream.expectName("in");
    Expression items = expressions.tuple(ExpressionParser.TupleKind.WITHOUT_CONDITION);
    Expression test = stream.skipName("if") ? loopTest(target) : null;
    boolean recursive = stream.skipName("recursive");
    codeLines.note(line);
    int outer = loops;
    loops++;
    names.enter();
    names.parameter("loop");
    names.parameters(target);
    Body body = scopedBody("endfor", "else");
    names.leave();
    loops = recursive ? 0 : outer;
    Body otherwise = Body.EMPTY;
    if (stream.advance().text().equals("else")) {
      names.enter();
      otherwise = scopedBody("endfor");
      names.leave();
      stream.advance();
    }
    loops = outer;
    fors--;
    int lastLine = codeLines.last();
    if (recursive) {
      codeLines.note(line);
    }
    return new ForLoop(target, items, test, recursive, body, otherwise, line, lastLine);
  }

  private Expression loopTest(Target target) {
    boolean lenient = findings.lenient(false);
    names.enter();
    names.parameters(target);
    Expression test = expressions.expression();
    names.leave();
    findings.lenient(lenient);
    codeLines.note(test.line());
    return test;
  }

  private Target assigned(Target target, int line) {
    target.names().forEach(names.special()::store);
    if (fors > 0 && target.names().contains("loop")) {
      findings.refuse("Can't assign to special loop variable in for-loop target", line);
    }
    return target;
  }

  private Statement ifStatement() {
    int line = stream.advance().line();
    boolean before = findings.lenient(true);
    List<IfStatement.Branch> branches = new ArrayList<>();
    Expression test = condition(line);
    Symbols.Branches symbols = names.symbols().branches();
    symbols.begin();
    branches.add(branch(test, line));
    symbols.end();
    String next = stream.advance().text();
    symbols.begin();
    while (next.equals("elif")) {
      int elifLine = stream.current().line();
      Expression elifTest = condition(elifLine);
      Symbols.Branches inner = names.symbols().branches();
      inner.begin();
      branches.add(branch(elifTest, elifLine));
      inner.end();
      inner.empty();
      inner.empty();
      inner.merge();
      next = stream.advance().text();
    }
    symbols.end();
    symbols.begin();
    Body otherwise = Body.EMPTY;
    if (next.equals("else")) {
      otherwise = parser.bodyUntil(null, "endif");
      stream.advance();
    }
    symbols.end();
    symbols.merge();
    findings.lenient(before);
    return new IfStatement(branches, otherwise);
  }

  private Expression condition(int line) {
    codeLines.note(line);
    return expressions.tuple(ExpressionParser.TupleKind.WITHOUT_CONDITION);
  }

  private IfStatement.Branch branch(Expression test, int line) {
    return new IfStatement.Branch(test, parser.bodyUntil(null, "elif", "else", "endif"), line);
  }

  private Statement set() {
    int line = stream.advance().line();
    Target target = assigned(targets.ofSet(), line);
    if (target instanceof NamespaceTarget owned) {
      names.symbols().read(owned.namespace());
    }
    if (stream.skip(TokenType.ASSIGN)) {
      codeLines.note(line);
      Expression value = expressions.tuple(ExpressionParser.TupleKind.FULL);
      names.store(target);
      return new SetStatement(target, value, line);
    }
    names.store(target);
    boolean before = findings.lenient(false);
    int mark = findings.mark();
    FilterCall filter =
        stream.is(TokenType.PIPE) ? expressions.postfix().filter(null, false) : null;
    int found = findings.mark();
    findings.lenient(before);
    names.enter();
    Body body = scopedBody("endset");
    names.leave();
    findings.moveLast(mark, found);
    codeLines.note(line);
    stream.advance();
    return new SetBlock(target, filter, body, line);
  }

  private Statement with() {
    stream.advance();
    // Jinja2 notes no line for what a with sets.
    int line = codeLines.last();
    List<Target> set = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!stream.is(TokenType.BLOCK_END)) {
      if (!set.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      Target target = targets.ofNames();
      target.names().forEach(names.special()::store);
      set.add(target);
      stream.expect(TokenType.ASSIGN);
      values.add(expressions.expression());
    }
    names.enter();
    set.forEach(names::parameters);
    Body body = scopedBody("endwith");
    names.leave();
    stream.advance();
    return new WithBlock(set, values, body, line);
  }

  /** The statement that prints a value; what Jinja2 prints while it compiles has no line. */
  Statement print(Expression expression) {
    if (!expression.isConstant()) {
      codeLines.note(expression.line());
    }
    return new Print(expression);
  }

  private Statement print() {
    stream.advance();
    List<Statement> prints = new ArrayList<>();
    while (!stream.is(TokenType.BLOCK_END)) {
      if (!prints.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      prints.add(print(expressions.expression()));
    }
    return new Body(prints);
  }

  private Statement filterBlock() {
    int line = stream.advance().line();
    boolean before = findings.lenient(false);
    int mark = findings.mark();
    FilterCall filter = expressions.postfix().filter(null, true);
    int found = findings.mark();
    findings.lenient(before);
    names.enter();
    Body body = scopedBody("endfilter");
    names.leave();
    findings.moveLast(mark, found);
    codeLines.note(line);
    stream.advance();
    return new FilterBlock(filter, body, line);
  }

  private Statement doStatement() {
    int line = stream.advance().line();
    codeLines.note(line);
    return new DoStatement(expressions.tuple(ExpressionParser.TupleKind.FULL), line);
  }

  private Statement loopControl() {
    Token tag = stream.advance();
    boolean isBreak = tag.text().equals("break");
    codeLines.note(tag.line());
    if (loops == 0) {
      findings.refuseLast(
          isBreak ? "'break' outside loop" : "'continue' not properly in loop", tag.line());
    }
    return new LoopControl(isBreak ? Flow.BREAK : Flow.CONTINUE);
  }

  private Statement autoescape() {
    stream.advance();
    Expression value = expressions.expression();
    names.enter();
    Body body = scopedBody("endautoescape");
    names.leave();
    stream.advance();
    return new EscapeBlock(value, body);
  }
}
