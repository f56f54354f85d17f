package io.tidemark.jinja.syntax;

import io.tidemark.jinja.tree.AttributeAccess;
import io.tidemark.jinja.tree.Call;
import io.tidemark.jinja.tree.CallArguments;
import io.tidemark.jinja.tree.Constant;
import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.tree.FilterCall;
import io.tidemark.jinja.tree.ItemAccess;
import io.tidemark.jinja.tree.Not;
import io.tidemark.jinja.tree.SliceExpression;
import io.tidemark.jinja.tree.TestCall;
import io.tidemark.jinja.tree.TupleLiteral;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses what may follow an operand: attributes, subscripts, calls, filters and tests. */
final class PostfixParser {
  private final TokenStream stream;
  private final Findings findings;
  private final ExpressionParser expressions;

  PostfixParser(TokenStream stream, Findings findings, ExpressionParser expressions) {
    this.stream = stream;
    this.findings = findings;
    this.expressions = expressions;
  }

  Expression postfix(Expression operand) {
    Expression result = operand;
    while (true) {
      switch (stream.current().type()) {
        case DOT -> result = member(result);
        case LEFT_BRACKET -> result = subscript(result);
        case LEFT_PARENTHESIS -> result = call(result);
        default -> {
          return result;
        }
      }
    }
  }

  Expression filters(Expression operand) {
    Expression result = operand;
    while (true) {
      if (stream.is(TokenType.PIPE)) {
        result = filter(result, false);
      } else if (stream.isName("is")) {
        result = test(result);
      } else if (stream.is(TokenType.LEFT_PARENTHESIS)) {
        result = call(result);
      } else {
        return result;
      }
    }
  }

  private Expression member(Expression owner) {
    int line = stream.advance().line();
    Token member = stream.advance();
    if (member.is(TokenType.NAME)) {
      return new AttributeAccess(owner, member.text(), line);
    }
    if (!member.is(TokenType.INTEGER)) {
      throw stream.error("expected name or number", member.line());
    }
    return new ItemAccess(owner, new Constant(member.value(), member.line()), line);
  }

  private Expression subscript(Expression owner) {
    int line = stream.advance().line();
    List<Expression> keys = new ArrayList<>();
    while (!stream.is(TokenType.RIGHT_BRACKET)) {
      if (!keys.isEmpty()) {
        stream.expect(TokenType.COMMA);
      }
      keys.add(subscribed());
    }
    stream.expect(TokenType.RIGHT_BRACKET);
    if (keys.size() > 1
        && !owner.isConstant()
        && keys.stream().anyMatch(SliceExpression.class::isInstance)) {
      // Python refuses the code that Jinja2 makes of it.
      throw stream.error("a slice can't stand beside other keys", line);
    }
    Expression key = keys.size() == 1 ? keys.get(0) : new TupleLiteral(keys, line);
    return new ItemAccess(owner, key, line);
  }

  private Expression subscribed() {
    int line = stream.current().line();
    Expression start = null;
    if (!stream.is(TokenType.COLON)) {
      start = expressions.expression();
      if (!stream.is(TokenType.COLON)) {
        return start;
      }
    }
    stream.advance();
    Expression stop = stream.is(TokenType.COLON) || endsSlice() ? null : expressions.expression();
    Expression step = null;
    if (stream.skip(TokenType.COLON) && !endsSlice()) {
      step = expressions.expression();
    }
    return new SliceExpression(start, stop, step, line);
  }

  private boolean endsSlice() {
    return stream.is(TokenType.RIGHT_BRACKET) || stream.is(TokenType.COMMA);
  }

  private Expression call(Expression callee) {
    int line = stream.current().line();
    return new Call(callee, arguments(), line);
  }

  private CallArguments arguments() {
    int line = stream.expect(TokenType.LEFT_PARENTHESIS).line();
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Expression morePositional = null;
    Expression moreNamed = null;
    boolean first = true;
    while (!stream.is(TokenType.RIGHT_PARENTHESIS)) {
      if (!first) {
        stream.expect(TokenType.COMMA);
        if (stream.is(TokenType.RIGHT_PARENTHESIS)) {
          break;
        }
      }
      first = false;
      if (stream.is(TokenType.MULTIPLY)) {
        require(morePositional == null && moreNamed == null, line);
        stream.advance();
        morePositional = expressions.expression();
      } else if (stream.is(TokenType.POWER)) {
        require(moreNamed == null, line);
        stream.advance();
        moreNamed = expressions.expression();
      } else if (stream.is(TokenType.NAME) && stream.look().is(TokenType.ASSIGN)) {
        require(moreNamed == null, line);
        Token key = stream.advance();
        stream.advance();
        if (named.put(key.text(), expressions.expression()) != null) {
          findings.refuseLast("keyword argument repeated: " + key.text(), key.line());
        }
      } else {
        require(morePositional == null && moreNamed == null && named.isEmpty(), line);
        positional.add(expressions.expression());
      }
    }
    stream.expect(TokenType.RIGHT_PARENTHESIS);
    return new CallArguments(
        List.copyOf(positional), Collections.unmodifiableMap(named), morePositional, moreNamed);
  }

  private void require(boolean allowed, int line) {
    if (!allowed) {
      throw stream.error("invalid syntax for function call expression", line);
    }
  }

  /** One filter or a chain of them; the first has no bar before it if it stands inline. */
  FilterCall filter(@Nullable Expression value, boolean inline) {
    Expression result = value;
    FilterCall filter;
    boolean expectsBar = !inline;
    do {
      if (expectsBar) {
        stream.expect(TokenType.PIPE);
      }
      expectsBar = true;
      int line = stream.current().line();
      String name = dottedName();
      CallArguments arguments =
          stream.is(TokenType.LEFT_PARENTHESIS) ? arguments() : CallArguments.NONE;
      findings.filter(name, line);
      filter = new FilterCall(result, name, arguments, line);
      result = filter;
    } while (stream.is(TokenType.PIPE));
    return filter;
  }

  private String dottedName() {
    StringBuilder name = new StringBuilder(stream.expect(TokenType.NAME).text());
    while (stream.skip(TokenType.DOT)) {
      name.append('.').append(stream.expect(TokenType.NAME).text());
    }
    return name.toString();
  }

  private Expression test(Expression value) {
    int line = stream.advance().line();
    boolean negated = stream.skipName("not");
    String name = dottedName();
    CallArguments arguments = CallArguments.NONE;
    if (stream.is(TokenType.LEFT_PARENTHESIS)) {
      arguments = arguments();
    } else if (beginsTestArgument()) {
      if (stream.isName("is")) {
        throw stream.error("You cannot chain multiple tests with is", stream.current().line());
      }
      Expression argument = postfix(expressions.primary());
      arguments = new CallArguments(List.of(argument), Map.of(), null, null);
    }
    findings.test(name, line);
    Expression test = new TestCall(value, name, arguments, line);
    return negated ? new Not(test, line) : test;
  }

  private boolean beginsTestArgument() {
    return switch (stream.current().type()) {
      case NAME -> !stream.isName("else") && !stream.isName("or") && !stream.isName("and");
      case STRING, INTEGER, FLOAT, LEFT_BRACKET, LEFT_BRACE -> true;
      default -> false;
    };
  }
}
