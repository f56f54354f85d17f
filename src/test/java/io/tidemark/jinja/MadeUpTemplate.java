package io.tidemark.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A template made up by rules, so that most of it is valid: statements within statements, each with
 * random white-space control, over the corpus' context, in the manner of dbt's projects.
 */
final class MadeUpTemplate {
  private static final List<String> DATA =
      List.of(
          " ",
          "\n",
          "  \n  ",
          "a",
          "b c",
          "\n\n",
          ";",
          " { ",
          "% ",
          "",
          "\t",
          ",\n    ",
          "select ",
          " as \"é\"",
          "-- note\n",
          "'",
          " } ",
          "#",
          "\n  from t\n",
          "{ { ",
          "\\n",
          "  ",
          "(\n",
          ")");
  private static final List<String> LOOP_PRINTS =
      List.of(
          "loop.index0",
          "loop.cycle('a', 'b')",
          "loop.changed(x)",
          "loop.changed(x, n)",
          "loop.previtem",
          "loop.nextitem",
          "loop.nextitem is defined",
          "loop.revindex",
          "loop.revindex0",
          "loop.length",
          "loop.depth",
          "loop.depth0",
          "loop.first",
          "loop.last",
          "loop",
          "\",\" if not loop.last",
          "loop.index ~ '/' ~ loop.length",
          "loop.cycle(1, 2, 3)",
          "loop.previtem if not loop.first else 'none'",
          "loop.index is divisibleby 2");
  private static final List<String> FAILURES =
      List.of(
          "1 // 0",
          "missing.a",
          "none + 1",
          "[] | first + 1",
          "missing()",
          "n()",
          "'a' + 1",
          "l.nothing.more",
          "d['q']['r']",
          "range(3).x.y",
          "s | round",
          "({}|max).a",
          "[1] < ['a']",
          "x.y.z.w",
          "n | length",
          "'%d' % 'a'",
          "{[]: 1}",
          "n | sort",
          "dict(1)",
          "l.index(99)",
          "s.index('#')",
          "[1, 2] | join | int(0) / 0",
          "n[0].a",
          "none.a.b",
          "loop.cycle()");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> names = new ArrayList<>(List.of("n", "s", "l"));
  private final MadeUpExpression expressions;
  private int macros;

  private MadeUpTemplate(Random random) {
    this.random = random;
    this.expressions = new MadeUpExpression(random, names);
  }

  static String of(Random random) {
    MadeUpTemplate template = new MadeUpTemplate(random);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      template.statement(3);
      template.data();
    }
    return template.text.toString();
  }

  /** A template as it stands in a YAML file: often one expression, sometimes marked as a type. */
  static String value(Random random) {
    MadeUpTemplate template = new MadeUpTemplate(random);
    if (random.nextInt(4) > 0) {
      String marker =
          template.pick(
              List.of("", "", " | as_native", " | as_bool", " | as_number", " | as_text"));
      String value = template.expressions.any(2);
      template.text.append(template.pick(List.of("", "", "", "a ", "{# c #}", "\n")));
      template.print(marker.isEmpty() ? value : "(" + value + ")" + marker);
      template.text.append(template.pick(List.of("", "", "", " b", "{{ n }}", "{{ '' }}")));
    } else {
      template.statement(2);
    }
    return template.text.toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private void tag(String inside) {
    text.append(oneIn(4) ? "{%-" : oneIn(20) ? "{%+" : "{%");
    text.append(oneIn(12) ? "" : oneIn(12) ? "\n  " : " ").append(inside);
    text.append(oneIn(12) ? "" : oneIn(12) ? "\n" : " ")
        .append(oneIn(4) ? "-%}" : oneIn(20) ? "+%}" : "%}");
  }

  private void data() {
    text.append(pick(DATA));
  }

  private void print(String expression) {
    text.append(oneIn(5) ? "{{-" : oneIn(20) ? "{{+" : "{{").append(oneIn(10) ? "\n" : " ");
    text.append(oneIn(12) ? expression.replace(", ", ",\n") : expression);
    text.append(oneIn(10) ? "\n" : " ").append(oneIn(5) ? "-}}" : "}}");
  }

  private void body(int depth) {
    int known = names.size();
    data();
    for (int i = random.nextInt(3); i >= 0; i--) {
      statement(depth - 1);
      data();
    }
    while (names.size() > known) {
      names.remove(names.size() - 1);
    }
  }

  private void body(int depth, String... parameters) {
    int known = names.size();
    names.addAll(List.of(parameters));
    body(depth);
    while (names.size() > known) {
      names.remove(names.size() - 1);
    }
  }

  private void statement(int depth) {
    if (depth <= 0) {
      print(expressions.any(1 + random.nextInt(2)));
      return;
    }
    switch (random.nextInt(22)) {
      case 0, 1, 2 -> print(expressions.any(depth));
      case 3, 4 -> condition(depth);
      case 5, 6, 7 -> loop(depth);
      case 8, 9 -> set(depth);
      case 10 -> setBlock(depth);
      case 11, 12, 13 -> macro(depth);
      case 14 -> {
        boolean two = oneIn(2);
        tag("with x = " + expressions.any(2) + (two ? ", y = " + expressions.any(1) : ""));
        body(depth, two ? new String[] {"x", "y"} : new String[] {"x"});
        tag("endwith");
      }
      case 15 -> {
        tag(
            "filter "
                + pick(
                    List.of(
                        "upper",
                        "trim",
                        "replace('a', 'b')",
                        "indent(2)|upper",
                        "list",
                        "length",
                        "title|trim",
                        "e",
                        "default('x')",
                        "center(20)",
                        "wordwrap(6)",
                        "first",
                        "int")));
        body(depth);
        tag("endfilter");
      }
      case 16 -> namespace();
      case 17 -> recursion();
      case 18 -> comment();
      case 19 -> changing();
      case 20 -> print(oneIn(3) ? pick(FAILURES) : expressions.text(2));
      default -> blocksOfNames(depth);
    }
  }

  private void condition(int depth) {
    tag("if " + expressions.truth(2));
    body(depth);
    for (int i = random.nextInt(3); i > 0; i--) {
      tag("elif " + (oneIn(3) ? "(" + expressions.any(1) + ")" : expressions.truth(1)));
      body(depth);
    }
    if (oneIn(2)) {
      tag("else");
      body(depth);
    }
    tag("endif");
  }

  private void set(int depth) {
    switch (random.nextInt(5)) {
      case 0 -> {
        tag("set x, y = " + expressions.any(1) + ", " + expressions.any(1));
        names.addAll(List.of("x", "y"));
      }
      case 1 -> {
        tag("set " + pick(List.of("n", "s", "l", "t")) + " = " + expressions.any(depth));
      }
      case 2 -> tag("set (x, y) = (1, " + expressions.any(1) + ")");
      default -> {
        String name = pick(List.of("x", "y", "v", "cols", "sql"));
        tag("set " + name + " = " + expressions.any(depth));
        names.add(name);
      }
    }
  }

  private void setBlock(int depth) {
    String name = pick(List.of("x", "y", "sql", "n"));
    tag(
        "set "
            + name
            + pick(
                List.of(
                    "",
                    "",
                    " | upper",
                    " | trim | replace('a', 'b')",
                    " | length",
                    " | indent(2)")));
    body(depth);
    tag("endset");
    names.add(name);
    if (oneIn(2)) {
      print(name + pick(List.of("", ".strip()", " | trim | length")));
    }
  }

  /** The same names before, in and after scopes. */
  private void blocksOfNames(int depth) {
    String name = pick(List.of("w", "n", "x", "s"));
    String other = pick(List.of("w", "n", "f"));
    tag("for i in range(2)");
    text.append("{{ ").append(name).append(" }}");
    if (oneIn(2)) {
      tag("set " + name + " = i");
    }
    if (oneIn(3)) {
      tag("if i");
      tag("set " + other + " = 'in'");
      tag("endif");
    }
    text.append("{{ ").append(other).append(" }}");
    if (oneIn(3)) {
      body(depth - 1);
    }
    tag("endfor");
    if (oneIn(2)) {
      tag("set " + other + " = " + expressions.any(1));
    }
    text.append("{{ ").append(name).append(" }}|{{ ").append(other).append(" }}");
  }

  private void namespace() {
    tag(
        "set ns = namespace(c="
            + expressions.any(1)
            + pick(List.of("", ", found=false", ", d=[]"))
            + ")");
    tag("for x in " + pick(List.of("[1, 2]", "l", "words")));
    tag("set ns.c = " + pick(List.of("x", "loop.index", "ns.c ~ x", expressions.any(1), "ns.q")));
    text.append("{{ ns.c }}");
    tag("endfor");
    print("ns." + pick(List.of("c", "c | string", "found", "c is defined", "q")));
  }

  private void recursion() {
    tag("for x in [[1, [2, [3]]], [4]]" + pick(List.of("", "", " if x")) + " recursive");
    data();
    print(pick(LOOP_PRINTS));
    text.append("{% if x is sequence and x is not string %}");
    text.append(
        pick(
            List.of(
                "{{ loop(x) }}",
                "({{ loop(x) | trim }})",
                "{{- loop(x|reverse) -}}",
                "{{ loop([x|first]) if loop.depth < 3 }}")));
    text.append("{% else %}{{ x }}{% endif %}");
    data();
    if (oneIn(3)) {
      tag("else");
      text.append("nothing");
    }
    tag("endfor");
  }

  private void comment() {
    text.append(
        pick(
            List.of(
                "{# note -#}",
                "{#- two\nlines #}",
                "{% raw %} {{ x }} {% endraw -%}",
                "{%- raw -%}\n {% if %} {#\n{%- endraw %}",
                "{#\n\n#}",
                "{##}",
                "{#--#}",
                "{% raw %} a {%+ endraw %}",
                "{{ '{{' }}",
                "{{ \"%}\" }}",
                "{#- {{ x }} {% if %} -#}",
                "{% raw %}{% raw %}{% endraw %}",
                "{{ '{%' ~ '%}' }}")));
  }

  private void changing() {
    boolean isDict = oneIn(3);
    tag(
        "set x = "
            + pick(
                isDict
                    ? List.of("{}", "dict(a=1)", "{'b': 1}")
                    : List.of("[]", "[1]", "l.copy()", "[1, 2]")));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      tag("do x." + change(isDict));
    }
    print("x" + pick(List.of("", "|tojson", "|length", "|string", "|list", "|join(',')")));
    names.add("x");
  }

  private String change(boolean isDict) {
    return pick(
        isDict
            ? List.of(
                "update({'b': " + expressions.any(1) + "})",
                "update(c=1)",
                "setdefault('k', [])",
                "update([('p', 1)])",
                "setdefault('b', {}).update(z=1)",
                "pop('a', none)",
                "clear()")
            : List.of(
                "append(" + expressions.any(1) + ")",
                "extend([1, 2])",
                "insert(0, 'i')",
                "pop()",
                "reverse()",
                "append(x|length)",
                "extend(" + expressions.list(1) + ")",
                "remove(1)",
                "sort()"));
  }

  private void loop(int depth) {
    String target = pick(List.of("x", "y", "x, y", "x", "(x, y)", "i, (x, y)"));
    String over =
        switch (target) {
          case "x, y", "(x, y)" ->
              pick(
                  List.of(
                      "d.items()",
                      "[(1, 2), (3, 4)]",
                      "rows | groupby('k')",
                      "{'q': 1}.items()",
                      "d | dictsort",
                      "d|items",
                      "['ab', 'cd']",
                      "[[1, 2], [3, 4]]"));
          case "i, (x, y)" -> "[(1, (2, 3)), (4, 'ab')]";
          default ->
              pick(
                  List.of(
                      "l",
                      "words",
                      "rows",
                      "range(3)",
                      "d",
                      "s",
                      "[]",
                      expressions.list(2),
                      "(" + expressions.any(1) + ")",
                      "range(1, 10, 3)",
                      "rows|groupby('k')",
                      "missing",
                      "words|select|map('upper')"));
        };
    tag(
        "for "
            + target
            + " in "
            + over
            + (oneIn(4)
                ? " if "
                    + (oneIn(3)
                        ? "x " + pick(List.of("is defined", "!= 2", "is string", "not in [1]"))
                        : expressions.truth(1))
                : ""));
    boolean both = target.contains(",");
    body(depth, both ? new String[] {"x", "y"} : new String[] {target});
    if (oneIn(2)) {
      print(pick(LOOP_PRINTS));
    }
    if (oneIn(4)) {
      tag("if " + pick(List.of("loop.index > 1", "loop.first", "x == 1", "loop.last")));
      data();
      tag(pick(List.of("break", "continue")));
      tag("endif");
      data();
    }
    if (oneIn(4)) {
      tag("else");
      body(depth);
    }
    tag("endfor");
  }

  private void macro(int depth) {
    String name = pick(List.of("m", "k", "default__m", "star")) + (oneIn(2) ? "" : macros++);
    String signature =
        pick(
            List.of(
                "()",
                "(x)",
                "(x, y=2)",
                "(x=1, y=x)",
                "(y)",
                "(x, y=none)",
                "(x='a', y=[1], extra={})",
                "(x,\n  y=n)",
                "(x, caller=none)",
                "(a, x=a ~ '!')"));
    tag("macro " + name + signature);
    body(depth, signature.contains("x") ? new String[] {"x"} : new String[] {});
    String reads =
        pick(
            List.of(
                "",
                "",
                "{{ varargs }}",
                "{{ kwargs }}",
                "{{ caller() if caller else 'none' }}",
                "{{ caller(1) if caller }}",
                "{{ varargs | length }}{{ kwargs | dictsort }}",
                "{{ caller() }}",
                "{{- caller(x, 'b') | trim -}}",
                "{% for v in varargs %}{{ v }},{% endfor %}",
                "{% if kwargs.get('extra') %}{{ kwargs.extra }}{% endif %}",
                "{{ kwargs['a'] }}",
                "{% set kwargs = {} %}{{ kwargs }}",
                "{{ caller is defined }}"));
    text.append(reads);
    tag("endmacro");
    data();
    invoke(name, signature, reads, depth);
    text.append(
        pick(List.of(
                "",
                "",
                "",
                "{{ %s.name }}",
                "{{ %s.arguments }}",
                "{{ %s.catch_kwargs }}",
                "{{ %s }}",
                "{{ %s.catch_varargs }}|{{ %s.caller }}",
                "{{ %s is callable }}"))
            .replace("%s", name));
  }

  private void invoke(String name, String signature, String reads, int depth) {
    boolean named = oneIn(8) || (signature.contains("y") && oneIn(3));
    List<String> fitting =
        switch (signature) {
          case "()" -> reads.contains("varargs") ? List.of("", "1", "1, 2", "*l") : List.of("");
          case "(x)", "(y)", "(a, x=a ~ '!')" -> List.of("1", "'b'", "words", "");
          default ->
              List.of("1", "1, 2", "'p', 'q'", "x='b'", "**{'x': 1}", "*[1, 2]", "", "x=[1]");
        };
    String inside = oneIn(6) ? expressions.arguments(1) : named ? "y=3" : pick(fitting);
    if (reads.contains("kwargs") && oneIn(2) && !inside.contains("*")) {
      inside += (inside.isEmpty() ? "" : ", ") + "extra=" + expressions.any(1);
    }
    String arguments = "(" + inside + ")";
    boolean calls = reads.contains("caller") ? !oneIn(6) : oneIn(8);
    if (calls) {
      tag(
          "call"
              + (reads.contains("caller(") && !reads.contains("caller()")
                  ? pick(List.of("(v)", "(v, w=2)", "(v=1, w='')"))
                  : pick(List.of("", "", "(v=1)")))
              + " "
              + name
              + arguments);
      body(depth, "v");
      tag("endcall");
      return;
    }
    switch (random.nextInt(4)) {
      case 0, 1 ->
          print(
              name
                  + arguments
                  + pick(List.of("", "", "|trim", "|length", " ~ 'e'", ".strip()", "|upper|trim")));
      case 2 -> {
        tag("set y = " + name + arguments + pick(List.of("", " | trim")));
        text.append("{{ y }}");
        names.add("y");
      }
      default -> {
        tag("for i in range(2)");
        print(name + arguments);
        tag("endfor");
      }
    }
  }
}
