package io.tidemark.jinja.syntax;

import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.tree.NameLookup;
import io.tidemark.jinja.tree.NameTarget;
import io.tidemark.jinja.tree.NamespaceTarget;
import io.tidemark.jinja.tree.Target;
import io.tidemark.jinja.tree.TupleLiteral;
import io.tidemark.jinja.tree.TupleTarget;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what values are assigned to. */
final class TargetParser {
  private final TokenStream stream;
  private final ExpressionParser expressions;

  TargetParser(TokenStream stream, ExpressionParser expressions) {
    this.stream = stream;
    this.expressions = expressions;
  }

  /** The target of a set: also an attribute of a namespace. */
  Target ofSet() {
    if (stream.look().is(TokenType.DOT)) {
      String namespace = stream.expect(TokenType.NAME).text();
      stream.advance();
      return new NamespaceTarget(namespace, stream.expect(TokenType.NAME).text());
    }
    return target(expressions.targets());
  }

  /** Names, perhaps nested in tuples: the target of a with or a for. */
  Target ofNames() {
    return target(expressions.targets());
  }

  /** A single name, such as a macro's or a parameter's. */
  Token name() {
    Token name = stream.expect(TokenType.NAME);
    switch (name.text()) {
      case "true", "false", "none", "True", "False", "None" ->
          throw stream.error("can't assign to 'name'", name.line());
      default -> {
        return name;
      }
    }
  }

  private Target target(Expression expression) {
    Target target = asTarget(expression);
    if (target == null) {
      throw stream.error(
          "can't assign to " + PythonText.repr(expression.kind()), expression.line());
    }
    return target;
  }

  private static @Nullable Target asTarget(Expression expression) {
    if (expression instanceof NameLookup name) {
      return new NameTarget(name.name());
    }
    if (!(expression instanceof TupleLiteral tuple)) {
      return null;
    }
    List<Target> items = new ArrayList<>();
    for (Expression item : tuple.items()) {
      Target target = asTarget(item);
      if (target == null) {
        return null;
      }
      items.add(target);
    }
    return new TupleTarget(items);
  }
}
