package io.tidemark.jinja.syntax;

import io.tidemark.jinja.tree.BinaryOperation;
import io.tidemark.jinja.tree.ComparisonChain;
import io.tidemark.jinja.tree.Concatenation;
import io.tidemark.jinja.tree.Conditional;
import io.tidemark.jinja.tree.Constant;
import io.tidemark.jinja.tree.DictLiteral;
import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.tree.ListLiteral;
import io.tidemark.jinja.tree.Logical;
import io.tidemark.jinja.tree.NameLookup;
import io.tidemark.jinja.tree.Not;
import io.tidemark.jinja.tree.Signed;
import io.tidemark.jinja.tree.TupleLiteral;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses expressions, in the precedence of Jinja2. */
final class ExpressionParser {
  private final TokenStream stream;
  private final Findings findings;
  private final Names names;
  private final PostfixParser postfix;
  private boolean targets;

  ExpressionParser(TokenStream stream, Findings findings, Names names) {
    this.stream = stream;
    this.findings = findings;
    this.names = names;
    this.postfix = new PostfixParser(stream, findings, this);
  }

  PostfixParser postfix() {
    return postfix;
  }

  private int line() {
    return stream.current().line();
  }

  Expression expression() {
    return conditional();
  }

  Expression conditional() {
    int line = line();
    int mark = findings.mark();
    Expression value = disjunction();
    while (stream.isName("if")) {
      stream.advance();
      findings.forgetSince(mark);
      boolean before = findings.lenient(true);
      Expression test = disjunction();
      Expression otherwise = stream.skipName("else") ? conditional() : null;
      findings.lenient(before);
      value = new Conditional(test, value, otherwise, line);
      line = line();
    }
    return value;
  }

  Expression disjunction() {
    int line = line();
    Expression left = conjunction();
    while (stream.skipName("or")) {
      left = new Logical(false, left, conjunction(), line);
      line = line();
    }
    return left;
  }

  private Expression conjunction() {
    int line = line();
    Expression left = negation();
    while (stream.skipName("and")) {
      left = new Logical(true, left, negation(), line);
      line = line();
    }
    return left;
  }

  private Expression negation() {
    if (stream.isName("not")) {
      int line = stream.advance().line();
      return new Not(negation(), line);
    }
    return comparison();
  }

  private Expression comparison() {
    int line = line();
    Expression first = sum();
    List<ComparisonChain.Link> links = new ArrayList<>();
    while (true) {
      String operator = comparisonOperator();
      if (operator == null) {
        break;
      }
      links.add(new ComparisonChain.Link(operator, sum()));
      line = line();
    }
    return links.isEmpty() ? first : new ComparisonChain(first, links, line);
  }

  private @Nullable String comparisonOperator() {
    switch (stream.current().type()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        return stream.advance().text();
      }
      case NAME -> {
        if (stream.skipName("in")) {
          return "in";
        }
        if (stream.isName("not") && stream.look().isName("in")) {
          stream.advance();
          stream.advance();
          return "not in";
        }
        return null;
      }
      default -> {
        return null;
      }
    }
  }

  private Expression sum() {
    int line = line();
    Expression left = concatenation();
    while (stream.is(TokenType.ADD) || stream.is(TokenType.SUBTRACT)) {
      String operator = stream.advance().text();
      left = new BinaryOperation(operator, left, concatenation(), line);
      line = line();
    }
    return left;
  }

  private Expression concatenation() {
    int line = line();
    Expression first = product();
    if (!stream.is(TokenType.TILDE)) {
      return first;
    }
    List<Expression> parts = new ArrayList<>();
    parts.add(first);
    while (stream.skip(TokenType.TILDE)) {
      parts.add(product());
    }
    return new Concatenation(parts, line);
  }

  private Expression product() {
    int line = line();
    Expression left = power();
    while (true) {
      switch (stream.current().type()) {
        case MULTIPLY, DIVIDE, FLOOR_DIVIDE, MODULO -> {
          String operator = stream.advance().text();
          left = new BinaryOperation(operator, left, power(), line);
          line = line();
        }
        default -> {
          return left;
        }
      }
    }
  }

  // To the left as in Jinja2 3.1, unlike in Python.
  private Expression power() {
    int line = line();
    Expression left = unary(true);
    while (stream.skip(TokenType.POWER)) {
      left = new BinaryOperation("**", left, unary(true), line);
      line = line();
    }
    return left;
  }

  private Expression unary(boolean withFilters) {
    int line = line();
    Expression operand;
    if (stream.skip(TokenType.SUBTRACT)) {
      operand = new Signed(true, unary(false), line);
    } else if (stream.skip(TokenType.ADD)) {
      operand = new Signed(false, unary(false), line);
    } else {
      operand = primary();
    }
    operand = postfix.postfix(operand);
    return withFilters ? postfix.filters(operand) : operand;
  }

  Expression primary() {
    Token token = stream.current();
    switch (token.type()) {
      case NAME -> {
        stream.advance();
        return name(token);
      }
      case STRING -> {
        return strings();
      }
      case INTEGER, FLOAT -> {
        stream.advance();
        return new Constant(token.value(), token.line());
      }
      case LEFT_PARENTHESIS -> {
        stream.advance();
        Expression inner = tuple(TupleKind.PARENTHESIZED);
        stream.expect(TokenType.RIGHT_PARENTHESIS);
        return inner;
      }
      case LEFT_BRACKET -> {
        return list();
      }
      case LEFT_BRACE -> {
        return dict();
      }
      default ->
          throw stream.error("unexpected " + PythonText.repr(token.description()), token.line());
    }
  }

  private Expression name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Constant(true, token.line());
      case "false", "False" -> new Constant(false, token.line());
      case "none", "None" -> new Constant(null, token.line());
      default -> {
        if (!targets) {
          names.read(token.text());
        }
        yield new NameLookup(token.text(), token.line());
      }
    };
  }

  private Expression strings() {
    Token first = stream.advance();
    if (!stream.is(TokenType.STRING)) {
      return new Constant(first.value(), first.line());
    }
    StringBuilder joined = new StringBuilder().append(first.value());
    while (stream.is(TokenType.STRING)) {
      joined.append(stream.advance().value());
    }
    return new Constant(joined.toString(), first.line());
  }

  /** Where a tuple without parentheses stands, which decides what its items may be. */
  enum TupleKind {
    /** Anything, such as in a print or set. */
    FULL,
    /** Within parentheses: may be empty. */
    PARENTHESIZED,
    /** No inline if, such as after {@code if} and {@code elif}. */
    WITHOUT_CONDITION,
    /** Targets of an assignment. */
    TARGETS
  }

  /** What stands where something is assigned to; its names are not read. */
  Expression targets() {
    targets = true;
    Expression target = tuple(TupleKind.TARGETS);
    targets = false;
    return target;
  }

  Expression tuple(TupleKind kind) {
    int line = line();
    List<Expression> items = new ArrayList<>();
    boolean isTuple = false;
    while (true) {
      if (!items.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      if (endsTuple()) {
        break;
      }
      items.add(item(kind));
      if (!stream.is(TokenType.COMMA)) {
        break;
      }
      isTuple = true;
      line = line();
    }
    if (!isTuple) {
      if (!items.isEmpty()) {
        return items.get(0);
      }
      if (kind != TupleKind.PARENTHESIZED) {
        throw stream.error(
            "Expected an expression, got " + PythonText.repr(stream.current().description()),
            line());
      }
    }
    return new TupleLiteral(items, line);
  }

  private Expression item(TupleKind kind) {
    return switch (kind) {
      case FULL, PARENTHESIZED -> conditional();
      case WITHOUT_CONDITION -> disjunction();
      case TARGETS -> primary();
    };
  }

  // Jinja2 means names such as "recursive" to end a tuple too, but never compares them.
  private boolean endsTuple() {
    return switch (stream.current().type()) {
      case VARIABLE_END, BLOCK_END, RIGHT_PARENTHESIS -> true;
      default -> false;
    };
  }

  private Expression list() {
    int line = stream.expect(TokenType.LEFT_BRACKET).line();
    List<Expression> items = new ArrayList<>();
    while (!stream.is(TokenType.RIGHT_BRACKET)) {
      if (!items.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      if (stream.is(TokenType.RIGHT_BRACKET)) {
        break;
      }
      items.add(expression());
    }
    stream.expect(TokenType.RIGHT_BRACKET);
    return new ListLiteral(items, line);
  }

  private Expression dict() {
    int line = stream.expect(TokenType.LEFT_BRACE).line();
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!stream.is(TokenType.RIGHT_BRACE)) {
      if (!keys.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      if (stream.is(TokenType.RIGHT_BRACE)) {
        break;
      }
      keys.add(expression());
      stream.expect(TokenType.COLON);
      values.add(expression());
    }
    stream.expect(TokenType.RIGHT_BRACE);
    return new DictLiteral(keys, values, line);
  }
}
