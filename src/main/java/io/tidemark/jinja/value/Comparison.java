package io.tidemark.jinja.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's {@code ==}, {@code <} and their kin. */
public final class Comparison {
  private Comparison() {}

  /** Python's {@code left == right}: by value, numbers across types, tuples never equal lists. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    if (Numbers.isNumber(left) || Numbers.isNumber(right)) {
      return Numbers.isNumber(left)
          && Numbers.isNumber(right)
          && !Numbers.isNan(left)
          && !Numbers.isNan(right)
          && Numbers.compare(left, right) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return (left instanceof Tuple) == (right instanceof Tuple) && equalItems(a, b);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return equalEntries(a, b);
    }
    if (left instanceof Set<?> a && right instanceof Set<?> b) {
      return a.size() == b.size() && containsAll(a, b);
    }
    if (left instanceof Markup || right instanceof Markup) {
      return textual(left) && textual(right) && left.toString().equals(right.toString());
    }
    if (left instanceof HasText && !(left instanceof List)) {
      return left.equals(right);
    }
    if (right instanceof HasText && !(right instanceof List)) {
      return right.equals(left);
    }
    return (left instanceof Undefined && right instanceof Undefined) || Times.equal(left, right);
  }

  private static boolean textual(Object value) {
    return value instanceof String || value instanceof Markup;
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    return left == right || equal(left, right);
  }

  private static boolean equalItems(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<?> others = right.iterator();
    for (Object item : left) {
      if (!same(item, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalEntries(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      Object other = DictKeys.get(right, entry.getKey());
      if (other == Missing.MISSING || !same(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean containsAll(Set<?> all, Set<?> some) {
    for (Object item : some) {
      if (!DictKeys.contains(all, item)) {
        return false;
      }
    }
    return true;
  }

  /** One of {@code < <= > >=}; a TypeError where Python knows no order. */
  public static boolean ordered(String operator, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (right instanceof Undefined undefined) {
      throw undefined.error();
    }
    boolean numbers =
        left != null && right != null && Numbers.isNumber(left) && Numbers.isNumber(right);
    if (numbers && (Numbers.isNan(left) || Numbers.isNan(right))) {
      return false;
    }
    if (left instanceof Set<?> a && right instanceof Set<?> b) {
      return subset(operator, a, b);
    }
    int order = order(operator, left, right);
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static boolean subset(String operator, Set<?> left, Set<?> right) {
    return switch (operator) {
      case "<" -> left.size() < right.size() && containsAll(right, left);
      case "<=" -> containsAll(right, left);
      case ">" -> left.size() > right.size() && containsAll(left, right);
      default -> containsAll(left, right);
    };
  }

  @SuppressWarnings("unchecked") // Guarded by the equality of the classes.
  private static int order(String operator, @Nullable Object left, @Nullable Object right) {
    if (left != null && right != null) {
      if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
        return Numbers.compare(left, right);
      }
      if (textual(left) && textual(right)) {
        return CodePoints.compare(left.toString(), right.toString());
      }
      if (left instanceof List<?> a
          && right instanceof List<?> b
          && (left instanceof Tuple) == (right instanceof Tuple)) {
        return orderItems(operator, a, b);
      }
      Integer times = Times.compare(left, right);
      if (times != null) {
        return times;
      }
      if (left instanceof Comparable<?> comparable && left.getClass() == right.getClass()) {
        return ((Comparable<Object>) comparable).compareTo(right);
      }
    }
    throw PythonException.type(
        "'%s' not supported between instances of '%s' and '%s'"
            .formatted(operator, TypeName.of(left), TypeName.of(right)));
  }

  private static int orderItems(String operator, List<?> left, List<?> right) {
    int shared = Math.min(left.size(), right.size());
    for (int i = 0; i < shared; i++) {
      if (!same(left.get(i), right.get(i))) {
        boolean holds = ordered(operator, left.get(i), right.get(i));
        return operator.startsWith("<") == holds ? -1 : 1;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** The order that Python's {@code sorted} uses: only {@code <} is asked. */
  public static int sortOrder(@Nullable Object left, @Nullable Object right) {
    if (ordered("<", left, right)) {
      return -1;
    }
    return ordered("<", right, left) ? 1 : 0;
  }

  /** Python's {@code item in container}. */
  public static boolean contains(@Nullable Object container, @Nullable Object item) {
    if (container instanceof String || container instanceof Markup) {
      if (item instanceof Undefined undefined) {
        throw PythonException.type(
            "'in <string>' requires string as left operand, not " + TypeName.of(undefined));
      }
      if (item == null || !textual(item)) {
        throw PythonException.type(
            "'in <string>' requires string as left operand, not " + TypeName.of(item));
      }
      return container.toString().contains(item.toString());
    }
    if (container instanceof PythonBytes octets) {
      return octets.contains(item);
    }
    if (container instanceof Map<?, ?> dict) {
      return DictKeys.get(dict, item) != Missing.MISSING;
    }
    if (container instanceof Set<?> set) {
      return DictKeys.contains(set, item);
    }
    if (container instanceof HasItems items
        && !(container instanceof Iterable)
        && !(container instanceof Namespace)) {
      return items.item(item) != Missing.MISSING;
    }
    if (!Iteration.isIterable(container)) {
      throw PythonException.type(
          "argument of type '" + TypeName.of(container) + "' is not iterable");
    }
    Iterator<?> items = Iteration.iterator(container);
    while (items.hasNext()) {
      if (same(items.next(), item)) {
        return true;
      }
    }
    return false;
  }
}
