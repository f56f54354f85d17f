package io.tidemark.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.error.TemplateRuntimeException;
import io.tidemark.jinja.error.TemplateSyntaxException;
import io.tidemark.jinja.render.Limits;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.tree.MacroFunction;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.MacroReturn;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a host of the engine relies on. */
class HostingTest {
  private static final Callable RETURN =
      arguments -> {
        throw new MacroReturn(arguments.get(0, "data"));
      };

  private final Environment environment = Environment.standard();

  private String render(String source, Object... namesAndValues) {
    return environment.parse("model.sql", source).render(scope(namesAndValues));
  }

  private static Scope scope(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Scope.of(values);
  }

  private MacroFunction macro(String source, Scope scope) {
    return environment.parse("macros.sql", source).blocks().get(0).bind(scope);
  }

  @Test
  void aMacroSeesItsOwnScopeAndNeverItsCallers() {
    MacroFunction macro = macro("{% macro m() %}{{ x }}/{{ y }}{% endmacro %}", scope("x", 1));

    assertThat(render("{% set y = 2 %}{{ m() }}", "m", macro)).isEqualTo("1/");
  }

  @Test
  void returnGivesTheMacrosValue() {
    MacroFunction macro =
        macro("{% macro m(a) %}text{{ return([a, 2]) }}{% endmacro %}", scope("return", RETURN));

    assertThat(render("{{ m(1)[0] + 1 }}", "m", macro)).isEqualTo("2");
    assertThat(environment.parse("t", "").call(macro, List.of(7), Map.of()))
        .isEqualTo(List.of(7, 2L));
  }

  @Test
  void returnInACallBlockIsTheValueOfTheMacroThatRunsIt() {
    MacroFunction macro =
        macro(
            "{% macro m() %}{% call wrap() %}{{ return('5') }}{% endcall %}{% endmacro %}",
            scope(
                "return",
                RETURN,
                "wrap",
                macro("{% macro wrap() %}{{ caller() }}{% endmacro %}", scope())));

    assertThat(render("{{ m() }}", "m", macro)).isEqualTo("5");
  }

  @Test
  void anSqlCommentInATagIsSkipped() {
    assertThat(render("{{ [1, -- don't\n 2 --\n] }}{{ 1 --1 }}{{ '-- x' }}"))
        .isEqualTo("[1, 2]2-- x");
  }

  @Test
  void anUnknownNameNamesTheNearest() {
    TemplateRuntimeException error =
        catchThrowableOfType(
            TemplateRuntimeException.class,
            () -> render("a\n{{ sorce.x }}", "source", 1, "ref", 2));

    assertThat(error.problem()).isEqualTo("'sorce' is undefined");
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.lineText()).isEqualTo("{{ sorce.x }}");
    assertThat(error.nearest()).contains("source");
    assertThat(error.getMessage()).contains("model.sql, line 2", "did you mean 'source'?");
  }

  @Test
  void anUnknownFilterNamesTheNearest() {
    assertThatThrownBy(() -> render("\n{{ 1 | defualt(2) }}"))
        .isInstanceOfSatisfying(
            TemplateSyntaxException.class,
            error -> {
              assertThat(error.line()).isEqualTo(2);
              assertThat(error.nearest()).contains("default");
            });
  }

  @Test
  void anErrorInAMacroHasTheStack() {
    MacroFunction macro = macro("{% macro m() %}\n{{ 1 / 0 }}{% endmacro %}", scope());

    TemplateRuntimeException error =
        catchThrowableOfType(
            TemplateRuntimeException.class, () -> render("\n\n{{ m() }}", "m", macro));

    assertThat(error.kind()).isEqualTo(ErrorKind.ZERO_DIVISION);
    assertThat(error.stack())
        .extracting(Object::toString)
        .containsExactly("macro m (macros.sql, line 2)", "model.sql, line 3");
  }

  @Test
  void aFunctionOfTheHostRefusesAtTheCallersLine() {
    Callable refusing =
        arguments -> {
          throw arguments.error("no such model");
        };

    assertThatThrownBy(() -> render("\n{{ ref('x') }}", "ref", refusing))
        .isInstanceOfSatisfying(
            TemplateRuntimeException.class, error -> assertThat(error.line()).isEqualTo(2));
  }

  @Test
  void hiddenAttributesAreNeverAsked() {
    HasAttributes host =
        new HasAttributes() {
          @Override
          public @Nullable Object attribute(String name) {
            return name.startsWith("_") ? "leaked" : Missing.MISSING;
          }
        };

    assertThat(render("[{{ host._secret }}{{ host['_secret'] }}]", "host", host)).isEqualTo("[]");
    assertThat(render("{% set _ = 1 %}{{ _ }}")).isEqualTo("1");
  }

  @Test
  void classesOfTheJvmAreOutOfReach() {
    assertThat(render("{{ o.class }}{{ o.getClass }}{{ 'a'.bytes }}", "o", new Object())).isEmpty();
  }

  @Test
  void limitsStopWhatDoesNotEnd() {
    Environment narrow = Environment.builder().limits(new Limits(1_000, 20, 100, 10_000)).build();

    for (String endless :
        List.of(
            "{% for i in range(99) %}{{ 'x' * 99 }}{% endfor %}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% set l = [1] %}{% for i in l %}{% do l.append(i) %}{% endfor %}",
            "{{ range(101) }}",
            "{{ 'x' * 999999999999 }}",
            "{{ 9 ** 99999999 }}")) {
      assertThatThrownBy(() -> narrow.parse("endless.sql", endless).render(Scope.EMPTY))
          .as(endless)
          .isInstanceOf(TemplateRuntimeException.class)
          .hasMessageContaining("endless.sql");
    }
  }

  @Test
  void undefinedNamesFollowTheMode() {
    Template template = environment.parse("t", "[{{ a }}{{ b.c(1).d }}]");

    assertThat(template.render(Scope.EMPTY, UndefinedMode.CHAINABLE)).isEqualTo("[]");
    assertThatThrownBy(() -> template.render(Scope.EMPTY, UndefinedMode.STRICT))
        .hasMessageContaining("'a' is undefined");
  }

  @Test
  void blocksAreFoundWithTheirSource() {
    Template template =
        environment.parse(
            "all.sql",
            """
            {% macro a(x, y=1) %}m{% endmacro %}
            {% test t(model) %}s{% endtest %}
            {%- materialization mine, adapter='postgres' -%}b{%- endmaterialization -%}
            {% snapshot s %}select {{ n }}{% endsnapshot %}
            {% docs d %}raw {{ x }} {% if %}{% enddocs %}
            """);

    assertThat(template.blocks())
        .extracting(block -> block.kind() + " " + block.boundName() + " " + block.line())
        .containsExactly(
            "MACRO a 1",
            "TEST test_t 2",
            "MATERIALIZATION materialization_mine_postgres 3",
            "SNAPSHOT s 4",
            "DOCS d 5");
    assertThat(template.blocks().get(0).arguments()).containsExactly("x", "y");
    assertThat(template.blocks().get(2).source())
        .isEqualTo(
            "\n{%- materialization mine, adapter='postgres' -%}b{%- endmaterialization -%}\n");
    assertThat(template.blocks().get(3).render(scope("n", 1), UndefinedMode.STANDARD))
        .isEqualTo("select 1");
    assertThat(template.blocks().get(4).contents()).isEqualTo("raw {{ x }} {% if %}");
  }

  @Test
  void aNativeRenderKeepsTheValue() {
    assertThat(natively("{{ v }}", "v", List.of(1))).isEqualTo(List.of(1));
    assertThat(natively("{{ 1 }}")).isEqualTo("1");
    assertThat(natively("{{ '1' | as_number }}")).isEqualTo(1L);
    assertThat(natively("{{ 'true' == 'true' }}")).isEqualTo("True");
    assertThat(natively("{{ True | as_bool }}")).isEqualTo(true);
    assertThat(natively("{{ '[1, {\"a\": None}]' | as_native }}")).asString().contains("1");
    assertThat(natively("a{{ v }}", "v", 1)).isEqualTo("a1");
    assertThatThrownBy(() -> natively("{{ 'x' | as_bool }}"))
        .hasMessageContaining("Could not convert value 'x' into type 'bool'");
  }

  /** In dbt the marked value is a str: the filter binds closer than the operator. */
  @Test
  void aMarkedValueIsATextForOperators() {
    assertThat(natively("{{ v in ['dev', 'ci'] | as_bool() }}", "v", "ci")).isEqualTo(true);
    assertThat(natively("{{ v == 'x' | as_bool }}", "v", "x")).isEqualTo(true);
    assertThat(natively("{{ (v | as_bool) ~ '!' }}", "v", true)).isEqualTo("True!");
    assertThat(natively("{{ 1 if v | as_bool else 2 }}", "v", false)).isEqualTo(1L);
    assertThat(natively("{{ v | as_bool or 3 }}", "v", false)).isEqualTo(false);
  }

  private @Nullable Object natively(String source, Object... namesAndValues) {
    return environment.parse("schema.yml", source).renderNative(scope(namesAndValues));
  }

  @Test
  void otherTemplatesAreNotLoaded() {
    assertThatThrownBy(() -> render("{% include 'x' %}"))
        .isInstanceOf(TemplateSyntaxException.class)
        .hasMessageContaining("'include' is not supported");
  }
}
