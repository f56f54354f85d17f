package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.file.FileKind;
import io.tidemark.project.problem.Problems;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a macro calls is read off its text. */
class MacroCallsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ a() }} and b() {{ c ( 1, d(2) ) }}                   | a c d",
        "{{ utils.star(x.y(1)) }}                                 | utils.star x.y",
        "{# {{ a() }} #}{% raw %}{{ b() }}{% endraw %}{{ c() }}   | c",
        "{{ 'a()' ~ \"b()\" ~ 'it\\'s c()' }}{{ d() }}            | d",
        "{% macro a(x) %}{% set y = b(x) %}{% do c(y) %}          | b c",
        "{{ adapter.dispatch('a', 'ns')(b()) }}                   | ?a@ns b",
        "{{ adapter.dispatch('a', macro_namespace = 'ns') (1) }}  | ?a@ns",
        "{{ adapter.dispatch(macro_name='a') (1) }}               | ?a@",
        "{{ adapter.quote(a(1)) }}                                | a",
        "{{ not a() and b is not c(1) and b is d(2) }}            | a",
        "{% call(row) a(b) %}{{ caller(1) }}{% endcall %}         | call a caller",
        "{{ x.y.z(1) }}                                           | ''",
        "{{ [a(), {'k': b()}] }}{%- if c() -%}                    | a b c",
        "{{ a                                                     | ''",
      })
  void callsAreFound(String text, String expected) {
    assertThat(
            MacroCalls.of(text).stream()
                .map(
                    call ->
                        call.dispatched()
                            ? "?"
                                + call.name()
                                + "@"
                                + (call.namespace() == null ? "" : call.namespace())
                            : (call.owner() == null ? "" : call.owner() + ".") + call.name())
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void aFilterIsNoCall() {
    assertThat(MacroCalls.of("{{ x | join(',') }}{% filter indent(2) %}")).isEmpty();
  }

  @Test
  void theyAreTheMacrosThatDbtFinds() {
    String text =
        """
        {% macro a() %}{{ b() }}{{ dbt.concat([]) }}{{ a() }}{{ unknown() }}{% endmacro %}
        {% macro b() %}{{ return(adapter.dispatch('c', 'shop')()) }}{% endmacro %}
        {% macro default__c() %}{{ ref('x') }}{{ current_timestamp() }}{% endmacro %}
        {% macro d() %}{{ shop.d() }}{{ relation.b() }}{% if dbt.is_incremental() %}{% endif %}{% endmacro %}
        {% macro e() %}{{ adapter.dispatch('hash', 'shop')(1) }}{% endmacro %}
        {% macro default__hash(field) %}{% endmacro %}
        """;
    Problems problems = new Problems();
    MacroLibrary macros =
        MacroLibrary.of(
            "shop",
            List.of(Templates.file(FileKind.MACRO, "macros/all.sql", text)),
            TemplateEngine.environment(),
            problems);
    problems.throwIfAny();

    assertThat(dependsOn(macros, "a")).containsExactly("macro.shop.b", "macro.dbt.concat");
    assertThat(dependsOn(macros, "b")).containsExactly("macro.shop.default__c");
    assertThat(dependsOn(macros, "default__c")).containsExactly("macro.dbt.current_timestamp");
    // Itself by its package's name, a method by its own name, and what is a function here.
    assertThat(dependsOn(macros, "d"))
        .containsExactly("macro.shop.d", "macro.shop.b", "macro.dbt.is_incremental");
    assertThat(dependsOn(macros, "e"))
        .as("the macro of the name before the one that is dispatched to")
        .containsExactly("macro.dbt.hash", "macro.shop.default__hash");
    assertThat(dependsOn(macros, "concat")).containsExactly("macro.dbt.default__concat");
  }

  private static List<String> dependsOn(MacroLibrary macros, String name) {
    return macros.dependsOn(macros.find(name, "shop").orElseThrow());
  }
}
