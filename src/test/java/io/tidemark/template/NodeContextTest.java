package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.Hook;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.ProjectException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that a model's Jinja knows. */
class NodeContextTest {

  private final Templates templates =
      new Templates()
          .withVar("days", 3L)
          .withVar("on", true)
          .withVar("text", "3")
          .withEnvironment("REGION", "EU");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{{ ref('stg_orders') }} | \"db\".\"staging\".\"stg_orders\"",
        "{{ ref('shop', 'stg_orders') }} | \"db\".\"staging\".\"stg_orders\"",
        "{{ ref('stg_orders').identifier }} | stg_orders",
        "{{ source('raw', 'orders') }} | \"db\".\"raw\".\"orders\"",
        "{{ this.database }}.{{ this.schema }}.{{ this.name }} | db.marts.orders",
        "{{ model.name }} | orders",
        "{{ target.schema }} | public",
        "{{ target.no_such }} |",
        "{{ var('days') + 1 }} | 4",
        "{{ var('text') ~ 1 }} | 31",
        "{{ 'yes' if var('on') else 'no' }} | yes",
        "{{ var('none', 'x') }} | x",
        "{{ var.has_var('days') }} {{ var.has_var('x') }} | True False",
        "{{ env_var('REGION') }} | EU",
        "{{ env_var('NO', 'x') }} | x",
        "{{ env_var('NO', '5') * 2 }} | 55",
        "{{ project_name }} {{ execute }} {{ flags.FULL_REFRESH }} | shop True False",
        "{{ run_started_at.strftime('%Y-%m-%d') }} | 2024-02-03",
        "{% for r in results %}{{ r }}{% endfor %}{{ schemas }} |",
      })
  void aTemplateSees(String template, String text) {
    assertThat(templates.jinja(template)).isEqualTo(text == null ? "" : text);
  }

  @Test
  void aRefMayAskForAVersion() {
    templates.jinja("\n{{ ref('a', v=2) }}{{ ref('b', version='x') }}");

    assertThat(templates.host.refs).extracting(RefCall::version).containsExactly("2", "x");
    assertThat(templates.host.refs).extracting("place.line").containsOnly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{{ ref() }} | ref() takes a model's name",
        "{{ ref('a', 'b', 'c') }} | ref() takes a model's name",
        "{{ source('raw') }} | source() takes a source's name and a table's",
        "{{ var('dayz') }} | Required var 'dayz' not found",
        "{{ env_var('REGOIN') }} | Did you mean 'REGION'?",
        "{{ env_var('DBT_ENV_SECRET_X') }} | Secret env vars are allowed only in profiles.yml",
        "{{ config('table') }} | config() takes key=value pairs",
        "{{ exceptions.raise_compiler_error('no way') }} | no way",
      })
  void whatIsWrongIsToldWithItsLine(String template, String told) {
    assertThatThrownBy(() -> templates.jinja("select 1\n" + template))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining(told)
        .hasMessageContaining("models/orders.sql:2")
        .hasMessageContaining(template);
  }

  @Test
  void anUnknownNamePrintsNothingUnlessStrict() {
    assertThat(templates.jinja("a{{ no_such }}b")).isEqualTo("ab");
    assertThatThrownBy(() -> templates.strict().jinja("a{{ no_such }}b"))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("no_such");
  }

  @Test
  void configTellsWhatIsConfiguredAndItsDefaults() {
    templates.host.config =
        config(Map.of("chunk_size", 5L, "meta", Map.of("owner", "ann"), "tags", List.of("a")));

    assertThat(
            templates.jinja(
                "{{ config.get('chunk_size') }} {{ config.get('materialized') }}"
                    + " {{ config.get('x', 'y') }} {{ config.meta_get('owner') }}"
                    + " {{ config.meta_get('chunk_size') }} {{ config.get('tags') }}"
                    + " {{ config.require('chunk_size') }}"))
        .isEqualTo("5 view y ann None ['a'] 5");
  }

  @Test
  void configTakesPairsAndDictionaries() {
    assertThat(templates.jinja("{{ config({'a': 1}) }}{{ config(b=[2], c={'d': none}) }}"))
        .isEmpty();

    assertThat(templates.host.layers).hasSize(2);
    Map<String, ConfigValue> values = templates.host.layers.get(1).values();
    assertThat(templates.host.layers.get(0).values().get("a"))
        .extracting(ConfigValue::value)
        .isEqualTo(1L);
    assertThat(values.get("b")).extracting(ConfigValue::value).isEqualTo(List.of(2L));
    assertThat(values).containsKey("c");
  }

  @Test
  void theTargetHasAnOlderName() {
    assertThat(templates.jinja("{{ env is defined }} {{ env == target }}")).isEqualTo("True True");
  }

  @Test
  void sourcesAreNotedAsOftenAsDbtNotesThem() {
    String twice = "{{ source('raw', 'a') }} {{ source('raw', 'b') }} {{ source('raw', 'a') }}";
    assertThat(sources(twice)).as("read without being rendered").containsExactly("a", "b");
    assertThat(sources(twice + "{% if true %}{% endif %}")).containsExactly("a", "b", "a");
    assertThat(sources("{% for i in [1, 2] %}{{ source('raw', 'a') }}{% endfor %}"))
        .containsExactly("a", "a");
  }

  private List<String> sources(String text) {
    return templates
        .engine()
        .firstRendering()
        .model(Templates.model("models/m.sql", text), "shop", NodeConfig.empty(), Map.of())
        .sources()
        .stream()
        .map(SourceCall::table)
        .toList();
  }

  @Test
  void theWatermarksOfTheIncrementalPartAreKnownBeforeAnythingRuns() {
    ParsedModel parsed =
        templates
            .engine()
            .firstRendering()
            .model(
                Templates.model(
                    "models/orders.sql",
                    "select * from {{ ref('a') }}\n{% if is_incremental() %}where d >"
                        + " {{ high_water_mark('d') }} and {{ ref('b') }}{% endif %}"),
                "shop",
                NodeConfig.empty(),
                Map.of());

    assertThat(parsed.watermarks()).containsExactly("d");
    // As in dbt: what is read only there has to be said with a comment.
    assertThat(parsed.refs()).extracting(RefCall::name).containsExactly("a");
  }

  @Test
  void anErrorInAHookNamesTheLineOfItsFile() {
    Place place = new Place("dbt_project.yml", 12, 3, "    - \"{{ no( }}\"");
    Hook hook = new Hook("{{ no( }}", true, place);
    TemplateEngine engine = templates.engine();

    assertThatThrownBy(
            () ->
                engine.firstRendering().hooks(List.of(hook), "shop", NodeConfig.empty(), Map.of()))
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("dbt_project.yml:12");
  }

  private static NodeConfig config(Map<String, Object> values) {
    Map<String, ConfigValue> layer = new LinkedHashMap<>();
    values.forEach((key, value) -> layer.put(key, new ConfigValue(value, null)));
    return NodeConfig.merge(List.of(new ConfigLayer(ConfigOrigin.IN_FILE, layer)));
  }
}
