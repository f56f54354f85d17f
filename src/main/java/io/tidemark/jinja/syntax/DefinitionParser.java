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
  private final SpecialNames specialNames;
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private final List<ParsedBlock> blocks = new ArrayList<>();

  DefinitionParser(
      StatementParser statements,
      Source source,
      TokenStream stream,
      Findings findings,
      SpecialNames specialNames,
      ExpressionParser expressions,
      TargetParser targets) {
    this.statements = statements;
    this.source = source;
    this.stream = stream;
    this.findings = findings;
    this.specialNames = specialNames;
    this.expressions = expressions;
    this.targets = targets;
  }

  List<ParsedBlock> blocks() {
    return blocks;
  }

  private record Signature(List<String> names, List<Expression> defaults) {}

  /** What a definition's body turned out to be, and where it lies. */
  private record Inside(Body body, Set<String> special, int start, int end) {}

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
    Signature signature = signature();
    Inside inside = inside(ends);
    MacroDefinition macro = definition(bound, signature, inside, tag.line());
    if (top) {
      blocks.add(block(tag, begin, name.text(), null, macro, inside));
    }
    return macro;
  }

  private Signature signature() {
    List<String> names = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    boolean before = findings.lenient(false);
    stream.expect(TokenType.LEFT_PARENTHESIS);
    while (!stream.is(TokenType.RIGHT_PARENTHESIS)) {
      if (!names.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      Token name = targets.name();
      if (stream.skip(TokenType.ASSIGN)) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw stream.error(
            "non-default argument follows default argument", stream.current().line());
      }
      if (names.contains(name.text())) {
        findings.refuse(
            "duplicate argument " + PythonText.repr(name.text()) + " in function definition",
            name.line());
      }
      names.add(name.text());
    }
    stream.expect(TokenType.RIGHT_PARENTHESIS);
    findings.lenient(before);
    return new Signature(names, defaults);
  }

  private Inside inside(String... ends) {
    specialNames.enter();
    stream.skip(TokenType.COLON);
    int start = stream.current().end();
    Body body = statements.functionBody(ends);
    int end = lastTagStart(stream.current());
    stream.advance();
    return new Inside(body, specialNames.leave(), start, end);
  }

  private int lastTagStart(Token endName) {
    return source.text().lastIndexOf("{%", endName.start());
  }

  private MacroDefinition definition(String name, Signature signature, Inside inside, int line) {
    Set<String> special = inside.special();
    List<String> names = signature.names();
    int caller = names.indexOf("caller");
    if (special.contains("caller")
        && caller >= 0
        && caller < names.size() - signature.defaults().size()) {
      findings.refuse(
          "When defining macros or call blocks the special \"caller\" argument must be omitted or"
              + " be given a default.",
          line);
    }
    return new MacroDefinition(
        name,
        names,
        signature.defaults(),
        special.contains("caller") && caller < 0,
        special.contains("kwargs") && !names.contains("kwargs"),
        special.contains("varargs") && !names.contains("varargs"),
        inside.body(),
        source,
        line);
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
    List<String> names = new ArrayList<>();
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
          names.add(option.text());
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
    if (names.isEmpty()) {
      names.add("supported_languages");
      defaults.add(new ListLiteral(List.of(new Constant("sql", tag.line())), tag.line()));
    }
    Inside inside = inside("endmaterialization");
    MacroDefinition macro =
        definition(
            "materialization_" + name.text() + "_" + adapter,
            new Signature(names, defaults),
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
    Inside inside = inside("endsnapshot");
    if (top) {
      blocks.add(block(tag, begin, name.text(), null, null, inside));
    }
    return new Silent(inside.body());
  }

  private Statement docs(Token tag, Token begin, Token name, boolean top) {
    if (stream.is(TokenType.BLOCK_END)) {
      stream.rawUntilEndOf("docs");
    }
    Inside inside = inside("enddocs");
    if (top) {
      blocks.add(block(tag, begin, name.text(), null, null, inside));
    }
    return new Silent(inside.body());
  }

  Statement callBlock() {
    int line = stream.advance().line();
    Signature signature =
        stream.is(TokenType.LEFT_PARENTHESIS) ? signature() : new Signature(List.of(), List.of());
    Expression expression = expressions.expression();
    if (!(expression instanceof Call call)) {
      throw stream.error("expected call", line);
    }
    Inside inside = inside("endcall");
    return new CallBlock(call, definition("caller", signature, inside, line), line);
  }
}
