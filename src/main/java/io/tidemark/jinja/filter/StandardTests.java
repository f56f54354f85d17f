package io.tidemark.jinja.filter;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.CaseTest;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.EndlessDecimal;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Namespace;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Jinja2's tests. */
public final class StandardTests {
  private StandardTests() {}

  public static Map<String, Callable> all() {
    Map<String, Callable> tests = new LinkedHashMap<>();
    tests.put("defined", one(value -> !(value instanceof Undefined)));
    tests.put("undefined", one(value -> value instanceof Undefined));
    tests.put("none", one(value -> value == null));
    tests.put("boolean", one(value -> value instanceof Boolean));
    tests.put("true", one(value -> Boolean.TRUE.equals(value)));
    tests.put("false", one(value -> Boolean.FALSE.equals(value)));
    tests.put("integer", one(value -> Numbers.isInteger(value) && !(value instanceof Boolean)));
    tests.put("float", one(Numbers::isFloat));
    tests.put("number", one(value -> Numbers.isNumber(value) || value instanceof EndlessDecimal));
    tests.put("string", one(value -> value instanceof String || value instanceof Markup));
    tests.put("lower", one(value -> CaseTest.isLower(PythonText.str(value))));
    tests.put("upper", one(value -> CaseTest.isUpper(PythonText.str(value))));
    tests.put("mapping", one(StandardTests::isMapping));
    tests.put("sequence", one(StandardTests::isSequence));
    tests.put("iterable", one(Iteration::isIterable));
    tests.put("callable", one(value -> value instanceof Callable || value instanceof Undefined));
    tests.put("escaped", one(value -> value instanceof Markup));
    tests.put("odd", one(value -> remainderIs(value, 2L, 1)));
    tests.put("even", one(value -> remainderIs(value, 2L, 0)));
    tests.put("divisibleby", two((value, number) -> remainderIs(value, number, 0)));
    tests.put("sameas", two(StandardTests::isSame));
    tests.put("in", two((value, container) -> Comparison.contains(container, value)));
    tests.put("filter", named((arguments, name) -> arguments.context().filter(name) != null));
    tests.put("test", named((arguments, name) -> arguments.context().test(name) != null));
    addComparisons(tests);
    return tests;
  }

  private static void addComparisons(Map<String, Callable> tests) {
    for (String name : List.of("==", "eq", "equalto")) {
      tests.put(name, two(Comparison::equal));
    }
    for (String name : List.of("!=", "ne")) {
      tests.put(name, two((left, right) -> !Comparison.equal(left, right)));
    }
    Map<String, List<String>> operators =
        Map.of(
            ">", List.of(">", "gt", "greaterthan"),
            ">=", List.of(">=", "ge"),
            "<", List.of("<", "lt", "lessthan"),
            "<=", List.of("<=", "le"));
    operators.forEach(
        (operator, names) -> {
          for (String name : names) {
            tests.put(name, two((left, right) -> Comparison.ordered(operator, left, right)));
          }
        });
  }

  private static Callable one(Predicate<@Nullable Object> test) {
    return arguments -> test.test(arguments.bind(1, "value").get(0));
  }

  private static Callable two(
      java.util.function.BiPredicate<@Nullable Object, @Nullable Object> test) {
    return arguments -> {
      BoundArguments bound = arguments.bind(2, "value", "other");
      return test.test(bound.get(0), bound.get(1));
    };
  }

  private static Callable named(java.util.function.BiPredicate<Arguments, String> test) {
    return arguments ->
        DictKeys.canonical(arguments.bind(1, "value").get(0)) instanceof String name
            && test.test(arguments, name);
  }

  private static boolean remainderIs(@Nullable Object value, @Nullable Object by, long wanted) {
    return Comparison.equal(Arithmetic.binary("%", value, by), wanted);
  }

  private static boolean isMapping(@Nullable Object value) {
    return value instanceof Map
        || (value instanceof HasItems
            && !(value instanceof Namespace)
            && !(value instanceof Iterable));
  }

  private static boolean isSequence(@Nullable Object value) {
    return value instanceof List
        || value instanceof String
        || value instanceof Markup
        || value instanceof Undefined
        || value instanceof PythonRange
        || value instanceof PythonBytes
        || ((isMapping(value) || value instanceof HasItems) && Iteration.isSized(value));
  }

  // Small ints and equal strings of a template are one object in Python.
  private static boolean isSame(@Nullable Object value, @Nullable Object other) {
    if (value == other) {
      return true;
    }
    if (value instanceof Long number) {
      return number >= -5 && number <= 256 && number.equals(other);
    }
    return (value instanceof String || value instanceof Boolean) && value.equals(other);
  }
}
