package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a {@code .sql.mustache} model comes out as DESIGN says. */
class MustacheDialectTest {

  private final Templates templates =
      new Templates()
          .withVar("region", "EU")
          .withVar("quote", "a & 'b' <c>")
          .withVar("zero", 0L)
          .withVar("blank", "")
          .withVar("no", false)
          .withVar("yes", true)
          .withVar("nothing", null)
          .withVar("none", List.of())
          .withVar("columns", List.of("id", "name"))
          .withVar(
              "tables",
              List.of(
                  Map.of("name", "a", "columns", List.of("x", "y")),
                  Map.of("name", "b", "columns", List.of("z"))))
          .withVar("priced", List.of(Map.of("value", 5L, "first", "own")))
          .withVar("limits", Map.of("low", 1L))
          .withEnvironment("HOME", "/home/ann");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{{ref.stg_orders}} | \"db\".\"staging\".\"stg_orders\"",
        "{{ ref('stg_orders') }} | \"db\".\"staging\".\"stg_orders\"",
        "{{ref(\"stg_orders\")}} | \"db\".\"staging\".\"stg_orders\"",
        "{{ref('shop', 'stg_orders')}} | \"db\".\"staging\".\"stg_orders\"",
        "{{#ref}} stg_orders {{/ref}} | \"db\".\"staging\".\"stg_orders\"",
        "{{source.raw.orders}} | \"db\".\"raw\".\"orders\"",
        "{{source('raw', 'orders')}} | \"db\".\"raw\".\"orders\"",
        "{{#source}}raw.orders{{/source}} | \"db\".\"raw\".\"orders\"",
        "{{this}} | \"db\".\"marts\".\"orders\"",
        "{{this.schema}} | marts",
        "{{target.name}} | dev",
        "{{var.region}} | EU",
        "{{var('region')}} | EU",
        "{{var.limits.low}} | 1",
        "{{env.HOME}} | /home/ann",
        "{{var.quote}} | a & 'b' <c>",
        "{{{var.quote}}} | a & 'b' <c>",
        "{{&var.quote}} | a & 'b' <c>",
        "a{{! no such {name} }}b | ab",
        "{{=<% %>=}}<% var.region %> {{ref.x}} | EU {{ref.x}}",
      })
  void aTagBecomes(String template, String text) {
    assertThat(templates.mustache(template)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "yes, true",
    "region, true",
    "columns, true",
    "limits, true",
    // As mustache.java and the specification have it: a number is never false.
    "zero, true",
    "no, false",
    "blank, false",
    "none, false",
    "nothing, false",
  })
  void aSectionIsShownOrItsInverseNeverBoth(String name, boolean shown) {
    String template = "{{#var.%s}}+{{/var.%s}}{{^var.%s}}-{{/var.%s}}".replace("%s", name);

    String text = templates.mustache(template);

    assertThat(text.contains("-")).isEqualTo(!shown);
    assertThat(text.contains("+")).isEqualTo(shown);
  }

  @Test
  void itemsKnowTheirPlace() {
    assertThat(
            templates.mustache(
                "{{#var.columns}}{{index}}:{{value}}{{^last}}, {{/last}}{{#first}}(first) {{/first}}"
                    + "{{/var.columns}}"))
        .isEqualTo("0:id, (first) 1:name");
    assertThat(templates.mustache("{{#var.columns}}[{{.}}]{{/var.columns}}"))
        .isEqualTo("[id][name]");
  }

  @Test
  void sectionsNest() {
    assertThat(
            templates.mustache(
                "{{#var.tables}}{{name}}({{#columns}}{{name}}.{{value}}{{^last}},{{/last}}"
                    + "{{/columns}}){{^last}};{{/last}}{{/var.tables}}"))
        .isEqualTo("a(a.x,a.y);b(b.z)");
  }

  @Test
  void anItemsOwnKeysWinOverItsPlace() {
    assertThat(templates.mustache("{{#var.priced}}{{value}} {{first}} {{last}}{{/var.priced}}"))
        .isEqualTo("5 own True");
  }

  @Test
  void theIncrementalPartAppearsOnlyThere() {
    String template =
        "select 1{{#is_incremental}} where d > {{high_water_mark.d}}{{/is_incremental}}";

    assertThat(templates.mustache(template)).isEqualTo("select 1");
    assertThat(templates.incremental().mustache(template)).isEqualTo("select 1 where d > <d>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{{high_water_mark.d}} | <d>",
        "{{high_water_mark('d')}} | <d>",
        "{{#high_water_mark}}d{{/high_water_mark}} | <d>",
        "{{high_water_mark('d', lookback='3 days')}} | (<d> - interval '3 days')",
        "{{high_water_mark('d', '3 days')}} | (<d> - interval '3 days')",
      })
  void aHighWaterMarkIsAskedInAnyForm(String template, String text) {
    assertThat(templates.incremental().mustache(template)).isEqualToNormalizingWhitespace(text);
  }

  @Test
  void configIsYaml() {
    String text =
        templates.mustache("{{#config}}\nmaterialized: table\ntags: [a, b]\n{{/config}}\nselect 1");

    assertThat(text.strip()).isEqualTo("select 1");
    assertThat(templates.host.layers).hasSize(1);
    assertThat(templates.host.configured("materialized").value()).isEqualTo("table");
    assertThat(templates.host.configured("tags").value()).isEqualTo(List.of("a", "b"));
    assertThat(templates.host.configured("tags").place()).hasFieldOrPropertyWithValue("line", 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "select 1\\nfrom {{no_such}} | \"no_such\" is not known here | 2",
        "\\n{{#no_such}}x{{/no_such}} | \"no_such\" is not known here | 2",
        "\\n{{^no_such}}x{{/no_such}} | \"no_such\" is not known here | 2",
        "{{#var.columns}}\\n{{no_such}}{{/var.columns}} | \"no_such\" is not known here | 2",
        "{{#var.tables}}\\n{{name.x}}{{/var.tables}} | \"name.x\" is not known here | 2",
        "{{var.regoin}} | Did you mean \"region\"? | 1",
        "{{env.HOMEE}} | Did you mean \"HOME\"? | 1",
        "{{source.raw}} | source takes a source and a table | 1",
        "{{ref('a', 'b', 'c')}} | ref takes a model | 1",
        "{{ref(a b)}} | can't be read | 1",
        "{{high_water_mark('d', loockback='3 days')}} | high_water_mark takes a column | 1",
        "{{high_water_mark.a.b.c}} | high_water_mark takes a column | 1",
        "{{ref}} | ref needs | 1",
        "{{config}} | config needs | 1",
        "a\\n{{#is_incremental}}b | can't be read | 2",
        "{{> other}} | partials | 1",
        "{{#config}}\\na: [1\\n{{/config}} | models/orders.sql.mustache | 3",
      })
  void whatIsWrongIsToldWithItsLine(String template, String told, int line) {
    assertThatThrownBy(() -> templates.mustache(template.replace("\\n", "\n")))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining(told)
        .hasMessageContaining("models/orders.sql.mustache:" + line);
  }

  @Test
  void aSecretOfTheEnvironmentIsNotReadable() {
    templates.withEnvironment("DBT_ENV_SECRET_KEY", "hidden");

    assertThatThrownBy(() -> templates.mustache("{{env.DBT_ENV_SECRET_KEY}}"))
        .isInstanceOf(ProjectException.class)
        .hasMessageNotContaining("hidden");
  }
}
