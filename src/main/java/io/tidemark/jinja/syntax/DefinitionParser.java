package io.tidemark.jinja.syntax;

import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.error.TemplateSyntaxException;
import io.tidemark.jinja.tree.Body;
import io.tidemark.jinja.tree.Call;
import io.tidemark.jinja.tree.CallBlock;
import io.tidemark.jinja.tree.Constant;
import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.tree.ListLiteral;
import io.tidemark.jinja.tree.MacroDefinition;
import io.tidemark.jinja.tree.Silent;
import io.tidemark.jinja.tree.Statement;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses macros, call blocks, and dbt's tests, materializations, snapshots and docs. */
final class DefinitionParser {
  private final StatementParser statements;
  private final Source source;
  private final TokenStream stream;
  private final Findings findings;
  private final Names names;
  private final CodeLines codeLines;
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private final List<ParsedBlock> blocks = new ArrayList<>();

  DefinitionParser(
      StatementParser statements,
      Source source,
      TokenStream stream,
      Findings findings,
      Names names,
      CodeLines codeLines,
      ExpressionParser expressions,
      TargetParser targets) {
    this.statements = statements;
    this.source = source;
    this.stream = stream;
    this.findings = findings;
    this.names = names;
    this.codeLines = codeLines;
    this.expressions = expressions;
    this.targets = targets;
  }

  List<ParsedBlock> blocks() {
    return blocks;
  }

  private record Signature(List<String> names, List<Expression> defaults) {}

  /** What a definition's body turned out to be, and where it lies. */
  private record Inside(
      Body body, Set<String> special, int start, int end, int lastLine, int mark) {}

  Statement parse(Token tag, Token begin, boolean top) {
    stream.advance();
    Token name = targets.name();
    return switch (tag.text()) {
      case "macro" -> macro(tag, begin, name, name.text(), top, "endmacro");
      case "test", "data_test" ->
          macro(tag, begin, name, "test_" + name.text(), top, "endtest", "enddata_test");
      case "materialization" -> materialization(tag, begin, name, top);
      case "docs" -> docs(tag, begin, name, top);
      default -> snapshot(tag, begin, name, top);
    };
  }

  private Statement macro(
      Token tag, Token begin, Token name, String bound, boolean top, String... ends) {
    codeLines.note(tag.line());
    names.symbols().store(bound);
    names.enter();
    Signature signature = signature();
    Inside inside = inside(ends);
    names.leave();
    MacroDefinition macro = definition(bound, signature, inside, tag.line());
    if (top) {
      blocks.add(block(tag, begin, name.text(), null, macro, inside));
    }
    return macro;
  }

  private Signature signature() {
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    boolean before = findings.lenient(false);
    stream.expect(TokenType.LEFT_PARENTHESIS);
    while (!stream.is(TokenType.RIGHT_PARENTHESIS)) {
      if (!parameters.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      Token name = targets.name();
      names.special().store(name.text());
      names.parameter(name.text());
      if (stream.skip(TokenType.COLON)) {
        typeName();
      }
      if (stream.skip(TokenType.ASSIGN)) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw stream.error(
            "non-default argument follows default argument", stream.current().line());
      }
      if (parameters.contains(name.text())) {
        findings.refuseLast(
            "duplicate argument " + PythonText.repr(name.text()) + " in function definition",
            name.line());
      }
      parameters.add(name.text());
    }
    stream.expect(TokenType.RIGHT_PARENTHESIS);
    findings.lenient(before);
    return new Signature(parameters, defaults);
  }

  // dbt lets macros say the types of their parameters, and does nothing with them.
  private void typeName() {
    stream.expect(TokenType.NAME);
    if (!stream.skip(TokenType.LEFT_BRACKET)) {
      return;
    }
    boolean first = true;
    while (!stream.is(TokenType.RIGHT_BRACKET)) {
      if (!first) {
        stream.expect(TokenType.COMMA);
      }
      first = false;
      typeName();
    }
    stream.expect(TokenType.RIGHT_BRACKET);
  }

  private Inside inside(String... ends) {
    int mark = findings.mark();
    names.special().enter();
    stream.skip(TokenType.COLON);
    int start = stream.current().end();
    Body body = statements.functionBody(ends);
    int end = lastTagStart(stream.current());
    stream.advance();
    return new Inside(body, names.special().leave(), start, end, codeLines.last(), mark);
  }

  private int lastTagStart(Token endName) {
    return source.text().lastIndexOf("{%", endName.start());
  }

  private MacroDefinition definition(String name, Signature signature, Inside inside, int line) {
    Set<String> special = inside.special();
    List<String> parameters = signature.names();
    int caller = parameters.indexOf("caller");
    if (special.contains("caller")
        && caller >= 0
        && caller < parameters.size() - signature.defaults().size()) {
      findings.refuseAt(
          inside.mark(),
          "When defining macros or call blocks the special \"caller\" argument must be omitted or"
              + " be given a default.",
          line);
    }
    return new MacroDefinition(
        name,
        parameters,
        signature.defaults(),
        special.contains("caller"),
        special.contains("caller") && caller < 0,
        special.contains("kwargs") && !parameters.contains("kwargs"),
        special.contains("varargs") && !parameters.contains("varargs"),
        inside.body(),
        source,
        line,
        inside.lastLine());
  }

  private ParsedBlock block(
      Token tag,
      Token begin,
      String name,
      @Nullable String adapter,
      @Nullable MacroDefinition macro,
      Inside inside) {
    return new ParsedBlock(
        tag.text().equals("data_test") ? "test" : tag.text(),
        name,
        adapter,
        macro,
        inside.body(),
        tag.line(),
        begin.start(),
        inside.start(),
        inside.end(),
        tagEnd());
  }

  // White space that a minus takes belongs to the token, but not to the block's own source.
  private int tagEnd() {
    Token end = stream.current();
    int close = source.text().indexOf("%}", end.start());
    return close < 0 ? end.end() : close + 2;
  }

  private Statement materialization(Token tag, Token begin, Token name, boolean top) {
    String adapter = "default";
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    while (stream.skip(TokenType.COMMA)) {
      Token option = targets.name();
      switch (option.text()) {
        case "default" -> {
          // The adapter's name stays the default.
        }
        case "adapter" -> {
          stream.expect(TokenType.ASSIGN);
          adapter = literalText(expressions.expression());
        }
        case "supported_languages" -> {
          stream.expect(TokenType.ASSIGN);
          parameters.add(option.text());
          defaults.add(expressions.expression());
        }
        default ->
            throw new TemplateSyntaxException(
                "materialization '"
                    + name.text()
                    + "' received unknown argument '"
                    + option.text()
                    + "'.",
                source.place(option.line()),
                option.text(),
                List.of("default", "adapter", "supported_languages"));
      }
    }
    if (parameters.isEmpty()) {
      parameters.add("supported_languages");
      defaults.add(new ListLiteral(List.of(new Constant("sql", tag.line())), tag.line()));
    }
    codeLines.note(tag.line());
    names.enter();
    parameters.forEach(names::parameter);
    Inside inside = inside("endmaterialization");
    names.leave();
    MacroDefinition macro =
        definition(
            "materialization_" + name.text() + "_" + adapter,
            new Signature(parameters, defaults),
            inside,
            tag.line());
    if (top) {
      blocks.add(block(tag, begin, name.text(), adapter, macro, inside));
    }
    return macro;
  }

  private String literalText(Expression expression) {
    if (expression instanceof Constant constant && constant.value() instanceof String text) {
      return text;
    }
    throw stream.error("the adapter must be a string", expression.line());
  }

  private Statement snapshot(Token tag, Token begin, Token name, boolean top) {
    names.enter();
    Inside inside = inside("endsnapshot");
    names.leave();
    if (top) {
      blocks.add(block(tag, begin, name.text(), null, null, inside));
    }
    return new Silent(inside.body());
  }

  private Statement docs(Token tag, Token begin, Token name, boolean top) {
    if (stream.is(TokenType.BLOCK_END)) {
      stream.rawUntilEndOf("docs");
    }
    names.enter();
    Inside inside = inside("enddocs");
    names.leave();
    if (top) {
      blocks.add(block(tag, begin, name.text(), null, null, inside));
    }
    return new Silent(inside.body());
  }

  Statement callBlock() {
    int line = stream.advance().line();
    Names.Scope scope = names.enter();
    Signature signature =
        stream.is(TokenType.LEFT_PARENTHESIS) ? signature() : new Signature(List.of(), List.of());
    names.leave();
    Expression expression = expressions.expression();
    if (!(expression instanceof Call call)) {
      throw stream.error("expected call", line);
    }
    if (call.arguments().named().containsKey("caller")) {
      findings.refuseLast("keyword argument repeated: caller", line);
    }
    codeLines.note(line);
    names.enterAgain(scope);
    Inside inside = inside("endcall");
    names.leave();
    codeLines.note(line);
    return new CallBlock(call, definition("caller", signature, inside, line), line);
  }
}
