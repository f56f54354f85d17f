package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Macros are found where dbt finds them. */
class MacroLookupTest {

  private final Templates templates = new Templates();

  @Test
  void byTheirNameAndByTheirPackages() {
    templates.withMacros("{% macro cents(x) %}{{ x }} / 100{% endmacro %}");

    assertThat(templates.jinja("{{ cents('a') }}")).isEqualTo("a / 100");
    assertThat(templates.jinja("{{ shop.cents('a') }}")).isEqualTo("a / 100");
  }

  @Test
  void aMacroOfAPackageMayBeginWithAnUnderscore() {
    templates.withMacros("{% macro _cents(x) %}{{ x }} / 100{% endmacro %}");

    assertThat(templates.jinja("{{ shop._cents('a') }} {{ _cents('b') }}"))
        .isEqualTo("a / 100 b / 100");
  }

  @Test
  void aProjectsMacroOverridesDbtsWhichIsStillThereUnderItsPackage() {
    templates.withMacros(
        "{% macro generate_alias_name(custom_alias_name=none, node=none) %}"
            + "own_{{ dbt.generate_alias_name(custom_alias_name, node) }}{% endmacro %}");

    String alias =
        templates
            .engine()
            .caller()
            .call(
                "generate_alias_name",
                "shop",
                NodeConfig.empty(),
                Map.of(),
                "x",
                Map.of("name", "orders"));

    assertThat(alias).isEqualTo("own_x");
  }

  @Test
  void aMacroCallsOthersWhateverTheirOrder() {
    templates.withMacros(
        "{% macro outer() %}<{{ inner() }}>{% endmacro %}{% macro inner() %}in{% endmacro %}");

    assertThat(templates.jinja("{{ outer() }}")).isEqualTo("<in>");
  }

  /** Packages for unit tests and for monitoring keep their state in it. */
  @Test
  void whatIsPutIntoTheContextIsWhatTheNameMeans() {
    templates.withMacros(
        "{% macro keep() %}{% do context.update({'kept': 1, 'inner': 'now a text'}) %}{% endmacro"
            + " %}{% macro inner() %}in{% endmacro %}");

    assertThat(
            templates.jinja(
                "{{ inner() }} {{ context.get('kept', 0) }} {{ keep() }}{{ context['kept'] }}"
                    + " {{ kept }} {{ inner }} {{ 'kept' in context }} {{ 'other' in context }}"))
        .isEqualTo("in 0 1 1 now a text True False");
  }

  @Test
  void aMacroIsItselfHoweverItWasFound() {
    templates.withMacros("{% macro a() %}{% endmacro %}{% macro b() %}{% endmacro %}");

    assertThat(templates.jinja("{{ a in [b, shop.a] }} {{ a == b }} {{ shop.b in [a] }}"))
        .isEqualTo("True False False");
  }

  @Test
  void betweenTheDefinitionsOfAFileAnythingMayStand() {
    templates.withMacros(
        "{% https://example.com/issues/1 %}\n{% ### %} {{ nothing( }} {# {% macro #}\n"
            + "{% macro one() %}{{ '{% endmacro' }}1{% endmacro %}\n{% raw %}{% if %}{% endraw %}"
            + "{%- macro two() -%} 2 {%- endmacro -%} {% endfor %}");

    assertThat(templates.jinja("{{ two() }}")).isEqualTo("2");
  }

  @Test
  void aMacroKnowsItsCaller() {
    templates.withMacros("{% macro wrap() %}({{ caller() }}){% endmacro %}");

    assertThat(templates.jinja("{% call wrap() %}x{% endcall %}")).isEqualTo("(x)");
  }

  @Test
  void aMacroOfAFunctionsNameWins() {
    templates.withMacros("{% macro ref(name) %}{{ builtins.ref(name).schema }}{% endmacro %}");

    assertThat(templates.jinja("{{ ref('stg_orders') }}")).isEqualTo("staging");
  }

  @Test
  void dispatchPrefersPostgresAndFallsBackToTheDefault() {
    templates.withMacros(
        "{% macro both() %}{{ return(adapter.dispatch('both')()) }}{% endmacro %}"
            + "{% macro default__both() %}default{% endmacro %}"
            + "{% macro postgres__both() %}postgres{% endmacro %}"
            + "{% macro default__one(x) %}one {{ x }}{% endmacro %}");

    assertThat(templates.jinja("{{ both() }}")).isEqualTo("postgres");
    assertThat(templates.jinja("{{ adapter.dispatch('one', 'shop')(1) }}")).isEqualTo("one 1");
    assertThat(templates.jinja("{{ adapter.dispatch('one', macro_namespace='other')(1) }}"))
        .isEqualTo("one 1");
  }

  @Test
  void dispatchFindsDbtsOwn() {
    assertThat(templates.jinja("{{ adapter.dispatch('generate_schema_name')('x', none) }}"))
        .isEqualTo("public_x");
  }

  @Test
  void dispatchNamesWhatItDidNotFind() {
    templates.withMacros("{% macro default__cents() %}{% endmacro %}");

    assertThatThrownBy(() -> templates.jinja("\n{{ adapter.dispatch('cent')() }}"))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("no macro named 'cent'")
        .hasMessageContaining("Did you mean 'default__cents'?")
        .hasMessageContaining("models/orders.sql:2");
  }

  @Test
  void theAdapterQuotes() {
    assertThat(templates.jinja("{{ adapter.quote('a\"b') }} {{ adapter.type() }}"))
        .isEqualTo("\"a\"\"b\" postgres");
  }

  @Test
  void theMacrosThatItCallsItselfAreNoted() {
    templates.withMacros(
        "{% macro outer() %}{{ shop.inner() }}{% endmacro %}{% macro inner() %}{% endmacro %}"
            + "{% macro never() %}{% endmacro %}");

    ParsedModel parsed =
        templates
            .engine()
            .firstRendering()
            .model(
                Templates.model(
                    "models/orders.sql", "select {{ outer() }} {% if never is none %}{% endif %}"),
                "shop",
                NodeConfig.empty(),
                Map.of());

    assertThat(parsed.macros()).containsExactly("macro.shop.outer");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{% macro a() %}{% macro b() %}{% endmacro %}{% endmacro %}",
        "{% if true %}{% macro b() %}{% endmacro %}{% endif %}",
        "{% macro a() %}{% endmacro %}\n{{ b\n{% macro c() %}{% endmacro %}",
        "{% macro a() %}{% endmacro %}\n{# b\n{% macro c() %}{% endmacro %}"
      })
  void definitionsStandBesideOneAnother(String file) {
    templates.withMacros(file);

    assertThatThrownBy(templates::engine)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("Close it, or move it");
  }

  @Test
  void twoMacrosOfOneNameAreAnError() {
    templates.withMacros("{% macro a() %}{% endmacro %}\n{% macro a() %}{% endmacro %}");

    assertThatThrownBy(templates::engine)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("There are two macros named \"a\"")
        .hasMessageContaining("line 1")
        .hasMessageContaining("line 2");
  }

  @Test
  void aMacroThatReturnsNoneGivesNothing() {
    templates.withMacros("{% macro generate_x() %}{{ return(none) }}{% endmacro %}");

    assertThat(
            templates
                .engine()
                .caller()
                .call("generate_x", "shop", NodeConfig.empty(), Map.of(), List.of().toArray()))
        .isEmpty();
  }
}
