package io.tidemark.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Expressions made up by rules, mostly of types that go together, so that most of them have a
 * value; now and then of types that don't.
 */
final class MadeUpExpression {
  private static final List<String> TEXTS =
      List.of(
          "s",
          "u",
          "empty",
          "'a'",
          "\"b c\"",
          "''",
          "'x,y,z'",
          "' pad '",
          "'%s-%s'",
          "'Straße'",
          "'it''s'",
          "'a\\nb'",
          "'tab\\there'",
          "\"q'q\"",
          "'\\u00e9\\x41'",
          "'{}|{}'",
          "'a-b_c'",
          "'SELECT'",
          "'order_date'",
          "'one two  three'",
          "'😀 é'",
          "'007'",
          "'3.14'",
          "'<b>&'",
          "'back\\\\slash'",
          "'a' 'b'",
          "words[1]",
          "d.b.c",
          "rows[0].k",
          "'%'",
          "'\\'\\\"'");
  private static final List<String> NUMBERS =
      List.of(
          "n",
          "neg",
          "f",
          "big",
          "0",
          "1",
          "17",
          "-2",
          "3.5",
          "1e16",
          "0.1",
          "1_000",
          "2.5e-7",
          "100",
          "1e22",
          "123456789012345678901234567890",
          "0.5",
          "1.5",
          "2.5",
          "true",
          "1e15",
          "-0.0",
          "255",
          "0x1f",
          "0b101",
          "d.a",
          "l[0]",
          "rows[1].v",
          "1.0",
          "3.14159");
  private static final List<String> LISTS =
      List.of(
          "l",
          "words",
          "rows",
          "[]",
          "[1, 'b', none]",
          "(1, 2)",
          "range(4)|list",
          "['a', 'B', 'c']",
          "[[1, 2], [3]]",
          "range(5, 0, -2)|list",
          "('x',)",
          "[1.0, 2, true]",
          "d['k y']",
          "[none, '', 0, 'z']",
          "'abc'|list",
          "d|list",
          "[n, neg, f]",
          "[{'a': {'b': 1}}, {'a': {}}]");
  private static final List<String> DICTS =
      List.of(
          "d",
          "{}",
          "{'k': 2, 'j': [1]}",
          "dict(a=1, b='x')",
          "rows[0]",
          "{1: 'i', 1.5: 'f'}",
          "{'z': none, 'a': {'q': (1,)}}",
          "dict(d, c=3)",
          "{true: 1, 'x y': \"'\"}",
          "{(1, 2): 'p'}",
          "d.b",
          "{'B': 1, 'a': 2}",
          "dict([('p', 1), ('q', 2)])");
  private static final List<String> ODD =
      List.of(
          "none",
          "missing",
          "z",
          "x",
          "y",
          "loop",
          "{}.q",
          "[][5]",
          "d.q",
          "range(3)",
          "caller",
          "varargs",
          "kwargs",
          "namespace(a=1)",
          "d.items()");

  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", ">", "<=", ">=", "in", "not in",
          "and", "or", "**");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "//", "%");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", ">", "<=", ">=");

  private static final List<String> TEXT_FILTERS =
      List.of(
          "capitalize",
          "lower",
          "upper",
          "title",
          "trim",
          "trim('a ')",
          "replace('a', 'b')",
          "replace('l', '', 1)",
          "reverse",
          "safe",
          "string",
          "center(9)",
          "indent",
          "indent(2, true)",
          "indent(width='>')",
          "indent(3, first=true, blank=true)",
          "truncate(5)",
          "truncate(5, true, '..', 0)",
          "truncate(4, leeway=1)",
          "wordwrap(4)",
          "wordwrap(7, false)",
          "escape",
          "e",
          "striptags",
          "urlencode",
          "forceescape",
          "default('q')",
          "default('q', true)",
          "d('w', boolean=true)",
          "tojson",
          "pprint",
          "list|join('-')",
          "first|string",
          "last|string",
          "trim|upper",
          "string|trim",
          "replace('', '_')",
          "replace('\\n', ' ')",
          "urlize",
          "unique|join",
          "sort|join",
          "map('upper')|join('.')");
  private static final List<String> TEXT_METHODS =
      List.of(
          ".upper()",
          ".lower()",
          ".strip()",
          ".strip('a ')",
          ".lstrip('H')",
          ".rstrip('z')",
          ".replace('l', 'L')",
          ".replace('o', '', 1)",
          ".title()",
          ".capitalize()",
          ".swapcase()",
          ".casefold()",
          ".zfill(6)",
          ".rjust(7, '.')",
          ".ljust(8)",
          ".center(9, '*')",
          ".format(1, 2)",
          ".format('a', b=3)",
          ".expandtabs(2)",
          ".removeprefix('a')",
          ".removesuffix('d')",
          ".join(['p', 'q'])",
          ".join(words)",
          ".encode('utf-8').decode()",
          "[0]",
          "[-1]",
          "[1:]",
          "[::-1]",
          "[:2]",
          "[-3:]",
          "[1:-1]",
          "[::2]",
          "[5:2]",
          ".split()[0]",
          ".split(',')[-1]",
          ".split(' ', 1)[0]",
          ".partition(',')[2]",
          ".rpartition(' ')[0]",
          ".translate({97: 'A'})",
          ".replace(' ', '_').lower()");
  private static final List<String> TEXT_TO_LIST =
      List.of(
          ".split()",
          ".split(',')",
          ".split('l', 1)",
          ".rsplit('o', 1)",
          ".rsplit()",
          ".splitlines()",
          ".splitlines(true)",
          ".partition('o')",
          ".rpartition('o')",
          "|list",
          "|batch(2)|list",
          "|slice(2)|list",
          "|map('upper')|list",
          "|select('in', 'aeo')|list");
  private static final List<String> TEXT_TO_NUMBER =
      List.of(
          "|length",
          "|count",
          ".find('o')",
          ".rfind('l')",
          ".count('l')",
          "|wordcount",
          "|int",
          "|int(7)",
          "|float",
          "|float(1.5)",
          "|int(0, 16)",
          ".find('o', 2)",
          ".index('')");
  private static final List<String> FORMATS =
      List.of(
          "'%s' % %E",
          "'%r' % (%E,)",
          "'%d|%s' % (%N, %E)",
          "'%05.2f' % %N",
          "'%x %o' % (n, 8)",
          "'%-8s|' % %T",
          "'%8s|' % %T",
          "'%+d' % n",
          "'%%' % ()",
          "'%(a)s %(b)s' % {'a': 1, 'b': %E}",
          "'%e' % %N",
          "'%g' % %N",
          "'%.3g' % %N",
          "'%s' | format(%E)",
          "'%s %s' | format(%N, %T)",
          "'{:>6}'.format(%T)",
          "'{:06.2f}'.format(f)",
          "'{0}{1}{0}'.format(%N, %T)",
          "'{a[b]}'.format(a={'b': %E})",
          "'{:,}'.format(1234567)",
          "'{!r}'.format(%T)",
          "'{:^9}'.format(%T)",
          "'{:x}'.format(255)",
          "'{:.1%}'.format(0.256)",
          "'{}'.format(%E)",
          "'{{}} {}'.format(%N)",
          "'%c' % 'x'",
          "'{:e}'.format(12345.678)",
          "'%i' % 3.9",
          "'{:.3}'.format(%T)",
          "'{:g}'.format(1e10)",
          "'{:5d}|'.format(n)");

  private static final List<String> NUMBER_FILTERS =
      List.of(
          "abs",
          "int",
          "float",
          "round",
          "round(1)",
          "round(2)",
          "round(1, 'floor')",
          "round(0, 'ceil')",
          "round|int",
          "round(-1)",
          "default(1)",
          "d(0, true)",
          "round(2, 'common')",
          "int(base=10)",
          "string|int",
          "string|float");
  private static final List<String> ROWS =
      List.of(
          "rows", "rows", "[{'k': 'q', 'v': 1.5}]", "rows[1:]", "(rows + [{'k': 'c', 'v': 0}])");
  private static final List<String> ROW_FILTERS =
      List.of(
          "sort(attribute='v')",
          "sort(attribute='k,v')",
          "unique(attribute='k')|list",
          "map(attribute='k')|list",
          "map(attribute='q', default='?')|list",
          "selectattr('v', 'gt', 1)|list",
          "selectattr('k')|list",
          "selectattr('v', 'in', [2, 3])|list",
          "rejectattr('v', 'eq', 1)|list",
          "rejectattr('q')|list",
          "groupby('k')|list",
          "groupby('v')|map('first')|list",
          "groupby('k')|map(attribute='list')|list",
          "groupby('k', case_sensitive=true)|list",
          "groupby('q', default='n')|list",
          "selectattr('k', 'equalto', 'b')|map(attribute='v')|list",
          "map(attribute='v')|sort(reverse=true)",
          "selectattr('k', 'defined')|map(attribute='k')|unique|list",
          "sort(attribute='k', reverse=true)",
          "groupby('k')|map(attribute='grouper')|list",
          "map(attribute='k')|map('lower')|sort",
          "selectattr('k', 'string')|list",
          "rejectattr('q', 'defined')|map('items')|map('list')|list",
          "groupby('k')|map('last')|map('length')|list",
          "min(attribute='v')|list");
  private static final List<String> LIST_FILTERS =
      List.of(
          "list",
          "reverse|list",
          "unique|list",
          "map('string')|list",
          "map('upper')|list",
          "map('string')|map('length')|list",
          "map('default', 'n')|list",
          "map('trim')|map('lower')|list",
          "map('replace', 'a', 'b')|list",
          "select|list",
          "select('string')|list",
          "select('number')|list",
          "select('in', [1, 2, 'a'])|list",
          "reject('none')|list",
          "reject|list",
          "reject('eq', 1)|list",
          "batch(2)|list",
          "batch(2, '-')|list",
          "slice(2)|list",
          "slice(2, 'f')|list",
          "slice(3)|map('length')|list",
          "default([])",
          "map('tojson')|list",
          "select('defined')|list",
          "map('string')|sort",
          "map('string')|sort(case_sensitive=true)|list",
          "map('string')|unique|list",
          "reject('in', words)|list",
          "map('string')|map('capitalize')|list",
          "map('int')|list",
          "select('number')|sort(reverse=true)",
          "map('string')|groupby(0)|list",
          "sort",
          "d([], true)");
  private static final List<String> LIST_METHODS =
      List.of(
          "[1:]",
          "[::-1]",
          "[:2]",
          "[-2:]",
          "[::2]",
          "[:]",
          "[5:]",
          ".copy()",
          " + [1]",
          " + ['q']",
          " * 2",
          "[1:][:1]");
  private static final List<String> LIST_TO_TEXT =
      List.of(
          "|join('-')",
          "|join",
          "|join(', ')",
          "|string",
          "|tojson",
          "|map('string')|join(' and ')",
          "|first|string",
          "|last|string",
          "|pprint",
          "|tojson(indent=1)",
          "|tojson|safe",
          "|join(\"', '\")",
          "|map('string')|map('upper')|join(',\\n')");
  private static final List<String> LIST_TO_NUMBER =
      List.of(
          "|length",
          "|count",
          "|select('number')|sum",
          "|select('number')|sum(start=2)",
          "|select('number')|max|default(1)",
          "|map('string')|map('length')|min|default(0)",
          ".count(1)",
          "|map('string')|map('length')|sum",
          "|select('number')|list|length",
          "|map('string')|max|length");
  private static final List<String> DICT_TO_LIST =
      List.of(
          ".items()|list",
          ".keys()|list",
          ".values()|list",
          "|items|list",
          "|dictsort",
          "|dictsort(false, 'value')",
          "|dictsort(reverse=true)",
          "|dictsort(case_sensitive=true)",
          "|list",
          "|sort",
          ".items()|sort",
          "|map('upper')|list",
          ".items()|map('last')|list");
  private static final List<String> DICT_TO_ANY =
      List.of(
          ".get('a')",
          ".get('q', 'dflt')",
          "['a']",
          ".a",
          ".b.c",
          "['k y'][0]",
          ".get('b', {}).get('c')",
          "|length",
          "|tojson",
          "|xmlattr",
          "|string",
          "|pprint",
          "|first",
          ".keys()",
          ".values()",
          ".items()",
          ".pop('q', 4)",
          ".copy()",
          ".update({'n': 1})",
          ".setdefault('s', 2)",
          "|urlencode");

  private static final List<String> TESTS =
      List.of(
          "defined",
          "undefined",
          "none",
          "string",
          "number",
          "integer",
          "float",
          "mapping",
          "sequence",
          "iterable",
          "callable",
          "boolean",
          "true",
          "false",
          "odd",
          "even",
          "divisibleby(2)",
          "divisibleby 3",
          "eq 1",
          "ne 'a'",
          "gt 0",
          "lt(2)",
          "ge 1",
          "le 3",
          "in [1, 2]",
          "in words",
          "lower",
          "upper",
          "sameas none",
          "equalto 3",
          "escaped",
          "filter",
          "test",
          "== 3",
          "greaterthan 1",
          "lessthan 5",
          "sameas(true)");
  private static final List<String> SAFE_TESTS =
      List.of(
          "defined",
          "none",
          "string",
          "number",
          "mapping",
          "sequence",
          "iterable",
          "boolean",
          "integer",
          "float",
          "callable",
          "undefined",
          "true",
          "false",
          "in [1, 'a', none]",
          "eq 3");
  private static final List<String> ATTRIBUTES =
      List.of(
          ".real", ".imag", ".numerator", ".name", ".arguments", ".k", ".list", ".grouper", "._x");

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
          depth <= 0 ? pick(ODD) : any(depth - 1) + " if " + truth(depth - 1) + otherwise(depth);
      default -> oneIn(3) ? wild(depth) : any(depth - 1 < 0 ? 0 : depth - 1);
    };
  }

  private String otherwise(int depth) {
    return oneIn(3) ? "" : " else " + any(depth - 1);
  }

  /** Types at random. */
  String wild(int depth) {
    if (depth <= 0) {
      return pick(List.of(pick(ODD), pick(TEXTS), pick(NUMBERS), pick(LISTS), pick(DICTS)));
    }
    return switch (random.nextInt(9)) {
      case 0, 1 -> wild(depth - 1) + " " + pick(OPERATORS) + " " + wild(depth - 1);
      case 2 -> wild(0) + "|" + pick(pick2(TEXT_FILTERS, NUMBER_FILTERS, LIST_FILTERS));
      case 3 -> wild(depth - 1) + " is " + (oneIn(3) ? "not " : "") + pick(TESTS);
      case 4 -> "(" + wild(depth - 1) + ")" + pick(pick2(TEXT_METHODS, TEXT_TO_LIST, DICT_TO_ANY));
      case 5 -> "not " + wild(depth - 1);
      case 6 -> wild(0) + pick(ATTRIBUTES);
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
      return pick(TEXTS);
    }
    return switch (random.nextInt(11)) {
      case 0, 1 -> grouped(text(depth - 1)) + pick(TEXT_METHODS);
      case 2, 3 -> grouped(text(depth - 1)) + " | " + pick(TEXT_FILTERS);
      case 4 -> text(depth - 1) + " ~ " + grouped(any(depth - 1));
      case 5 -> grouped(list(depth - 1)) + pick(LIST_TO_TEXT);
      case 6 -> format(depth);
      case 7 ->
          "(" + text(depth - 1) + " if " + truth(depth - 1) + " else " + text(depth - 1) + ")";
      case 8 -> text(depth - 1) + " + " + grouped(text(depth - 1));
      case 9 -> grouped(number(depth - 1)) + " | string";
      default -> pick(TEXTS);
    };
  }

  private String format(int depth) {
    return "("
        + pick(FORMATS)
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
      return pick(NUMBERS);
    }
    return switch (random.nextInt(11)) {
      case 0, 1, 2 -> number(depth - 1) + " " + pick(ARITHMETIC) + " " + number(depth - 1);
      case 3 -> grouped(number(depth - 1)) + " | " + pick(NUMBER_FILTERS);
      case 4 -> grouped(text(depth - 1)) + pick(TEXT_TO_NUMBER);
      case 5 -> grouped(list(depth - 1)) + pick(LIST_TO_NUMBER);
      case 6 ->
          pick(List.of("n", "neg", "2", "-3", "f", "10"))
              + " ** "
              + pick(List.of("2", "3", "-1", "n", "0"));
      case 7 -> "-" + grouped(number(depth - 1));
      case 8 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ") * " + number(0);
      default -> pick(NUMBERS);
    };
  }

  String list(int depth) {
    if (depth <= 0) {
      return pick(LISTS);
    }
    return switch (random.nextInt(10)) {
      case 9 -> pick(ROWS) + "|" + pick(ROW_FILTERS);
      case 0, 1, 2 -> grouped(list(depth - 1)) + " | " + pick(LIST_FILTERS);
      case 3 -> grouped(list(depth - 1)) + pick(LIST_METHODS);
      case 4 -> grouped(text(depth - 1)) + pick(TEXT_TO_LIST);
      case 5 -> grouped(dict(depth - 1)) + pick(DICT_TO_LIST);
      case 6 -> "[" + any(depth - 1) + ", " + any(depth - 1) + (oneIn(4) ? ",]" : "]");
      case 7 -> "(" + any(depth - 1) + ", " + any(depth - 1) + ")";
      default -> pick(LISTS);
    };
  }

  String dict(int depth) {
    if (depth <= 0) {
      return pick(DICTS);
    }
    return switch (random.nextInt(4)) {
      case 0 ->
          "{'a': " + any(depth - 1) + ", " + text(depth - 1) + " ~ '': " + any(depth - 1) + "}";
      case 1 -> "dict(a=" + any(depth - 1) + ", **{'b': " + any(depth - 1) + "})";
      default -> pick(DICTS);
    };
  }

  String truth(int depth) {
    if (depth <= 0) {
      return pick(
          List.of("t", "not t", "true", "false", "n > 2", "s is defined", "'a' in words", "l"));
    }
    return switch (random.nextInt(9)) {
      case 0 -> number(depth - 1) + " " + pick(COMPARISONS) + " " + number(depth - 1);
      case 1 -> text(depth - 1) + " " + pick(COMPARISONS) + " " + text(depth - 1);
      case 2 -> grouped(any(depth - 1)) + pick(List.of(" == ", " != ")) + grouped(any(depth - 1));
      case 3 -> any(0) + (oneIn(3) ? " not in " : " in ") + list(depth - 1);
      case 4 -> grouped(any(depth - 1)) + " is " + (oneIn(3) ? "not " : "") + pick(SAFE_TESTS);
      case 5 -> truth(depth - 1) + pick(List.of(" and ", " or ")) + truth(depth - 1);
      case 6 -> "not " + truth(depth - 1);
      case 7 ->
          number(0)
              + " "
              + pick(COMPARISONS)
              + " "
              + number(0)
              + " "
              + pick(COMPARISONS)
              + " "
              + number(0);
      default ->
          variableOr("t")
              + " is "
              + pick(SAFE_TESTS)
              + pick(List.of(" and ", " or "))
              + variableOr("n")
              + " is "
              + pick(SAFE_TESTS);
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
