package io.tidemark.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Expressions made up by rules, mostly of types that go together, so that most of them have a
 * value; now and then of types that don't.
 */
final class MadeUpExpression {
  private final Random random;
  private final List<String> names;

  /**
   * @param names the variables that are set where the expression stands; the caller changes it
   */
  MadeUpExpression(Random random, List<String> names) {
    this.random = random;
    this.names = names;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private String variableOr(String other) {
    return names.isEmpty() ? other : pick(names);
  }

  /** An expression of any type. */
  String any(int depth) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> text(depth);
      case 3, 4 -> number(depth);
      case 5, 6 -> list(depth);
      case 7 -> dict(depth);
      case 8 -> truth(depth);
      case 9 -> variableOr("n");
      case 10 ->
          depth <= 0
              ? pick(MadeUpWords.ODD)
              : any(depth - 1) + " if " + truth(depth - 1) + otherwise(depth);
      default -> oneIn(3) ? wild(depth) : any(depth - 1 < 0 ? 0 : depth - 1);
    };
  }

  private String otherwise(int depth) {
    return oneIn(3) ? "" : " else " + any(depth - 1);
  }

  /** Types at random. */
  String wild(int depth) {
    if (depth <= 0) {
      return pick(
          List.of(
              pick(MadeUpWords.ODD),
              pick(MadeUpWords.TEXTS),
              pick(MadeUpWords.NUMBERS),
              pick(MadeUpWords.LISTS),
              pick(MadeUpWords.DICTS)));
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> wild(depth - 1) + " " + pick(MadeUpWords.OPERATORS) + " " + wild(depth - 1);
      case 2 ->
          wild(0)
              + "|"
              + pick(
                  pick2(
                      MadeUpWords.TEXT_FILTERS,
                      MadeUpWords.NUMBER_FILTERS,
                      MadeUpWords.LIST_FILTERS));
      case 3 -> wild(depth - 1) + " is " + (oneIn(3) ? "not " : "") + pick(MadeUpWords.TESTS);
      case 4 ->
          "("
              + wild(depth - 1)
              + ")"
              + pick(pick2(MadeUpWords.TEXT_TO_LIST, MadeUpWords.DICT_TO_ANY));
      case 5 -> "not " + wild(depth - 1);
      case 6 -> wild(0) + pick(MadeUpWords.ATTRIBUTES);
      case 7 -> "-" + wild(0);
      default -> "[" + wild(depth - 1) + ", " + any(depth - 1) + "]";
    };
  }

  @SafeVarargs
  private List<String> pick2(List<String>... lists) {
    return lists[random.nextInt(lists.length)];
  }

  String text(int depth) {
    if (depth <= 0) {
      return pick(MadeUpWords.TEXTS);
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> grouped(text(depth - 1)) + pick(MadeUpWords.TEXT_METHODS);
      case 2, 3 -> grouped(text(depth - 1)) + " | " + pick(MadeUpWords.TEXT_FILTERS);
      case 4 -> text(depth - 1) + " ~ " + grouped(any(depth - 1));
      case 5 -> grouped(list(depth - 1)) + pick(MadeUpWords.LIST_TO_TEXT);
      case 6 -> format(depth);
      case 7 ->
          "(" + text(depth - 1) + " if " + truth(depth - 1) + " else " + text(depth - 1) + ")";
      case 8 -> text(depth - 1) + " + " + grouped(text(depth - 1));
      case 9 -> grouped(number(depth - 1)) + " | string";
      case 10 -> grouped(MadeUpModules.expression(random)) + " | string";
      default -> pick(MadeUpWords.TEXTS);
    };
  }

  private String format(int depth) {
    return "("
        + pick(MadeUpWords.FORMATS)
            .replace("%E", grouped(any(depth - 1)))
            .replace("%N", grouped(number(depth - 1)))
            .replace("%T", grouped(text(depth - 1)))
        + ")";
  }

  private static String grouped(String expression) {
    return expression.matches("\\w+|'\\w*'") ? expression : "(" + expression + ")";
  }

  String number(int depth) {
    if (depth <= 0) {
      return pick(MadeUpWords.NUMBERS);
    }
    return switch (random.nextInt(11)) {
      case 0, 1, 2 ->
          number(depth - 1) + " " + pick(MadeUpWords.ARITHMETIC) + " " + number(depth - 1);
      case 3 -> grouped(number(depth - 1)) + " | " + pick(MadeUpWords.NUMBER_FILTERS);
      case 4 -> grouped(text(depth - 1)) + pick(MadeUpWords.TEXT_TO_NUMBER);
      case 5 -> grouped(list(depth - 1)) + pick(MadeUpWords.LIST_TO_NUMBER);
      case 6 ->
          pick(List.of("n", "neg", "2", "-3", "f", "10"))
              + " ** "
              + pick(List.of("2", "3", "-1", "n", "0"));
      case 7 -> "-" + grouped(number(depth - 1));
      case 8 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ") * " + number(0);
      default -> pick(MadeUpWords.NUMBERS);
    };
  }

  String list(int depth) {
    if (depth <= 0) {
      return pick(MadeUpWords.LISTS);
    }
    return switch (random.nextInt(10)) {
      case 9 -> pick(MadeUpWords.ROWS) + "|" + pick(MadeUpWords.ROW_FILTERS);
      case 0, 1, 2 -> grouped(list(depth - 1)) + " | " + pick(MadeUpWords.LIST_FILTERS);
      case 3 -> grouped(list(depth - 1)) + pick(MadeUpWords.LIST_METHODS);
      case 4 -> grouped(text(depth - 1)) + pick(MadeUpWords.TEXT_TO_LIST);
      case 5 -> grouped(dict(depth - 1)) + pick(MadeUpWords.DICT_TO_LIST);
      case 6 -> "[" + any(depth - 1) + ", " + any(depth - 1) + (oneIn(4) ? ",]" : "]");
      case 7 -> "(" + any(depth - 1) + ", " + any(depth - 1) + ")";
      default -> pick(MadeUpWords.LISTS);
    };
  }

  String dict(int depth) {
    if (depth <= 0) {
      return pick(MadeUpWords.DICTS);
    }
    return switch (random.nextInt(4)) {
      case 0 ->
          "{'a': "
              + any(depth - 1)
              + ", "
              + grouped(text(depth - 1))
              + " ~ '': "
              + any(depth - 1)
              + "}";
      case 1 -> "dict(a=" + any(depth - 1) + ", **{'b': " + any(depth - 1) + "})";
      default -> pick(MadeUpWords.DICTS);
    };
  }

  String truth(int depth) {
    if (depth <= 0) {
      return pick(
          List.of("t", "not t", "true", "false", "n > 2", "s is defined", "'a' in words", "l"));
    }
    return switch (random.nextInt(9)) {
      case 0 -> number(depth - 1) + " " + pick(MadeUpWords.COMPARISONS) + " " + number(depth - 1);
      case 1 -> text(depth - 1) + " " + pick(MadeUpWords.COMPARISONS) + " " + text(depth - 1);
      case 2 -> grouped(any(depth - 1)) + pick(List.of(" == ", " != ")) + grouped(any(depth - 1));
      case 3 -> any(0) + (oneIn(3) ? " not in " : " in ") + list(depth - 1);
      case 4 ->
          grouped(any(depth - 1))
              + " is "
              + (oneIn(3) ? "not " : "")
              + pick(MadeUpWords.SAFE_TESTS);
      case 5 -> truth(depth - 1) + pick(List.of(" and ", " or ")) + truth(depth - 1);
      case 6 -> "not " + truth(depth - 1);
      case 7 ->
          number(0)
              + " "
              + pick(MadeUpWords.COMPARISONS)
              + " "
              + number(0)
              + " "
              + pick(MadeUpWords.COMPARISONS)
              + " "
              + number(0);
      default ->
          variableOr("t")
              + " is "
              + pick(MadeUpWords.SAFE_TESTS)
              + pick(List.of(" and ", " or "))
              + variableOr("n")
              + " is "
              + pick(MadeUpWords.SAFE_TESTS);
    };
  }

  /** Arguments of a call, without the parentheses. */
  String arguments(int depth) {
    List<String> arguments = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      arguments.add(any(depth));
    }
    if (oneIn(3)) {
      arguments.add(pick(List.of("x", "y", "a", "extra")) + "=" + any(depth));
    }
    if (oneIn(8)) {
      arguments.add("*" + pick(List.of("l", "words", "[1, 2]")));
    }
    if (oneIn(8)) {
      arguments.add("**" + pick(List.of("{'b': 1}", "d.b", "{}")));
    }
    return String.join(", ", arguments);
  }
}
