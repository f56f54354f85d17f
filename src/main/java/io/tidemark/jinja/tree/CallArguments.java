package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.TypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written between the parentheses of a call. */
public record CallArguments(
    List<Expression> positional,
    Map<String, Expression> named,
    @Nullable Expression morePositional,
    @Nullable Expression moreNamed) {
  public static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

  boolean areConstant() {
    return Expression.areConstant(positional)
        && Expression.areConstant(named.values())
        && morePositional == null
        && moreNamed == null;
  }

  void appendPositional(Frame frame, List<@Nullable Object> values) {
    for (Expression argument : positional) {
      values.add(argument.operand(frame));
    }
    if (morePositional != null) {
      Object more = morePositional.evaluate(frame);
      if (!Iteration.isIterable(more)) {
        throw PythonException.type("Value after * must be an iterable, not " + TypeName.of(more));
      }
      values.addAll(Iteration.list(more));
    }
  }

  Map<String, @Nullable Object> evaluateNamed(Frame frame, String function) {
    return evaluateNamed(frame, function, null);
  }

  /** With the body of a call block, which comes after what is named and before what is unpacked. */
  Map<String, @Nullable Object> evaluateNamed(
      Frame frame, String function, @Nullable MacroFunction caller) {
    LinkedHashMap<String, @Nullable Object> values = new LinkedHashMap<>();
    named.forEach((name, value) -> values.put(name, value.operand(frame)));
    if (caller != null) {
      values.put("caller", caller);
    }
    if (moreNamed != null) {
      Object more = moreNamed.evaluate(frame);
      if (!(more instanceof Map<?, ?> dict)) {
        throw PythonException.type("argument after ** must be a mapping, not " + TypeName.of(more));
      }
      dict.forEach((name, value) -> putNamed(values, function, name, value));
    }
    return values;
  }

  private static void putNamed(
      Map<String, @Nullable Object> values,
      String function,
      @Nullable Object name,
      @Nullable Object value) {
    if (!(name instanceof String text)) {
      throw PythonException.type("keywords must be strings");
    }
    if (values.containsKey(text)) {
      throw PythonException.type(
          function + "() got multiple values for keyword argument '" + text + "'");
    }
    values.put(text, value);
  }
}
