package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.ConnectionSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What dbt 1.11 refuses in a project's files is refused, with the line and what to do; each was
 * seen to be refused by dbt. Needs no server.
 */
class WrongProjectsTest {

  private static final ConnectionSettings NOWHERE =
      ConnectionSettings.builder("localhost", "nobody", "nowhere").port(1).build();

  private static final String SEMANTIC =
      """
      models:
        - name: days
          time_spine: {standard_granularity_column: d}
          columns: [{name: d, granularity: day}]
      semantic_models:
        - name: facts
          model: ref('orders')
          defaults: {agg_time_dimension: ordered_on}
          entities: [{name: order, type: primary, expr: id}]
          dimensions:
            - {name: ordered_on, type: time, type_params: {time_granularity: day}}
            - {name: country, type: categorical}
          measures: [{name: total, agg: sum, expr: n}]
      metrics:
        - name: revenue
          label: Revenue
          type: simple
          type_params: {measure: total}
          filter: "{{ Dimension('order__country') }} = 'x'"
      saved_queries:
        - name: weekly
          query_params: {metrics: [revenue], group_by: ["TimeDimension('order__ordered_on', 'day')"]}
          exports: [{name: weekly, config: {export_as: table}}]
      """;

  private final ProjectFolder project;

  WrongProjectsTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder, NOWHERE, "public").model("orders", "select 1 as id\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Keys of closed entries, with the nearest one; types; nulls; what has to be there.
        "exposures: [{name: e, typ: dashboard, owner: {name: me}}] | no key \"typ\" | 1:23 | Did"
            + " you mean \"type\"?",
        "exposures: [{name: e, owner: {name: me}}] | has no \"type\" | 1:13 | Add \"type: …\"",
        "exposures: [{name: e, type: dashbord, owner: {name: me}}] | one of dashboard | 1:29 | Did"
            + " you mean \"dashboard\"?",
        "models: [{name: orders, description: 2020}] | \"description\" must be a text | 1:38 |"
            + " quotes around it: \"2020\"",
        "models: [{name: orders, columns: }] | \"columns\" has no value | 1:25 | It has to be a"
            + " list",
        "models: [{name: off}] | \"name\" must be a text | 1:17 | Put quotes around it: \"off\"",
        "models: [{name: orders, columns: [{name: id, tags: x}]}] | \"tags\" must be a list of"
            + " texts | 1:52 | [x]",
        "models: | \"models\" has no value | 1:1 | It has to be a list",
        "sources: [{name: s, tests: []}] | no key \"tests\" | 1:21 | Remove it",
        "models: [{name: orders, versions: [{v: 1, defind_in: orders}]}] | no key \"defind_in\" |"
            + " 1:43 | defined_in",
        "metrics: [{name: m, label: M, type: simple, type_params: {measure: [x]}}] | \"measure\""
            + " must be | 1:68 | Found a list",
        // Configuration, wherever it is written.
        "models: [{name: orders, config: {enabled: 'no'}}] | \"enabled\" must be true or false |"
            + " 1:43 | Found the text",
        "models: [{name: orders, config: {persist_docs: true}}] | \"persist_docs\" must be a"
            + " mapping | 1:48 | Found true",
        "models: [{name: orders, config: {freshness: {build_after: soon}}}] | \"freshness\" must be"
            + " a mapping | 1:45 | under \"build_after\"",
        "models: [{name: orders, config: {post_hook: {sql: select 1, transaction: 3}}}] |"
            + " \"post-hook\" must be SQL | 1:45 | transaction: false",
        "models: [{name: orders, data_tests: [{unique: {config: 3}}]}] | \"config\" of a data test"
            + " | 1:56 | Found the number 3",
        // A description that names no docs block is told at its line, and not at the model's.
        "`models: [{name: orders, description: \"{{ doc('nope') }}\"}]` | no docs block \"nope\" |"
            + " 1:38 | {% docs nope %}",
        "`models: [{name: orders, columns: [{name: id, description: \"{{ doc('nope') }}\"}]}]` | no"
            + " docs block \"nope\" | 1:59 | {% docs nope %}",
        "`macros: [{name: cents, arguments: [{name: a, description: \"{{ doc('nope') }}\"}]}]` | no"
            + " docs block \"nope\" | 1:59 | {% docs nope %}",
        "`exposures: [{name: e, type: dashboard, owner: {name: me}, description: \"{{ doc('nope')"
            + " }}\"}]` | no docs block \"nope\" | 1:72 | {% docs nope %}",
      })
  void aPropertiesFile(String text, String what, String place, String next) {
    project.file("macros/cents.sql", "{% macro cents(a) %}{{ a }}{% endmacro %}\n");
    project
        .file("models/s.yml", text)
        .run("ls")
        .refused()
        .says(what, "models/s.yml:" + place, next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config-version: '2' | \"config-version\" must be a whole number",
        "model-paths: models | \"model-paths\" must be a list of texts",
        "flags: | \"flags\" has no value",
        "quoting: {databse: true} | Did you mean \"database\"?",
        "models: {+tags: [3]} | \"tags\" must be a list of texts",
      })
  void theProjectFile(String line, String what) {
    project
        .append("dbt_project.yml", line + "\n")
        .run("parse")
        .refused()
        .says(what, "dbt_project.yml:5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{name: order, type: primary | {name: order, type: primry | Did you mean \"primary\"?",
        "{name: order, type: primary | {name: order, type: foreign | no primary entity",
        "name: country, | name: Country, | Invalid name `Country`",
        "name: country, | name: month, | Invalid name `month`",
        "agg_time_dimension: ordered_on | agg_time_dimension: orderd_on | Did you mean"
            + " \"ordered_on\"?",
        "agg: sum | agg: percentile | agg_params: {percentile: …}",
        "agg: sum | agg: sm | Did you mean \"sum\"?",
        "Dimension('order__country') | Dimension('country') | does not say its entity",
        "Dimension('order__country') | Dimensoin('order__country') | no call that the semantic"
            + " layer knows",
        "'day')\"] | 'days')\"] | is no time granularity",
        "TimeDimension('order__ordered_on' | TimeDimension('order__at' | is no dimension or entity",
        "{export_as: table} | {export_as: tbl} | export_as",
      })
  void theSemanticLayer(String right, String wrong, String what) {
    project.model("days", "select current_date as d\n").file("models/s.yml", SEMANTIC);
    project.run("parse").succeeded();

    project
        .file("models/s.yml", SEMANTIC.replace(right, wrong))
        .run("parse")
        .refused()
        .says(what, "models/s.yml:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = ">>",
      quoteCharacter = '`',
      value = {
        "{{ modules.itertools.count()|sum }} >> more than the 2000000 allowed",
        "{{ set(modules.itertools.repeat(1)) }} >> more than the 2000000 allowed",
        "{% for i in range(99999) %}{% for j in range(99) %}{{ log('x') }}{% endfor %}{% endfor %}"
            + " >> ran more than 50000000 steps",
        "{{ {{ 1 }} }} >> Curly brackets don't nest",
        "{% endif %} >> No {% if %} is open here",
        "{{ config('x', b=1) }} >> not both",
      })
  void aTemplate(String template, String what) {
    project.model("orders", template).run("parse").refused().says(what, "models/orders.sql:1");
  }

  @Test
  void oneCauseIsToldOnce() {
    Outcome told =
        project
            .model("customers", "select 1 as id\n")
            .file(
                "macros/names.sql",
                "{% macro generate_schema_name(a, b) %}{{ nope() }}{% endmacro %}\n")
            .run("parse")
            .refused();
    assertThat(told.err()).containsOnlyOnce("'nope' is undefined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | does not say its version",
        "{\"metadata\": {\"dbt_schema_version\":"
            + " \"https://schemas.getdbt.com/dbt/manifest/v99.json\"}} | Allowed: v4 to v12",
        "{\"metadata\": {\"dbt_schema_version\":"
            + " \"https://schemas.getdbt.com/dbt/catalog/v1.json\"}} | is no manifest of dbt's",
      })
  void anotherRunsManifest(String text, String what) {
    project
        .file("before/manifest.json", text)
        .run("ls", "--select", "state:new", "--state", "before")
        .refused()
        .says(what, "before/manifest.json");
  }

  @Test
  void packagesAndSelectors() {
    project.file("packages.yml", "packages: [{git: 'https://x.invalid/y.git', revison: main}]\n");
    project.run("parse").refused().says("Did you mean \"revision\"?", "packages.yml:1:45");

    project
        .without("packages.yml")
        .file("selectors.yml", "selectors: [{name: s, definition: orders, defalt: true}]\n");
    project.run("ls").refused().says("Did you mean \"default\"?", "selectors.yml:1:43");

    project.file("selectors.yml", "selectors: []\nmacros: []\n");
    project.run("ls").refused().says("selectors.yml:2:1", "Allowed: version, selectors.");

    project.without("selectors.yml").file("packages.yml", "packages: []\nlocal: ../other\n");
    project.run("parse").refused().says("packages.yml:2:1", "Allowed: packages.");
  }

  /** Seen to be taken by dbt: a reader stricter than it would stop a project that runs there. */
  @Test
  void whatDbtTakesIsTaken() {
    project
        .model("late", "select 1 as id")
        .file(
            "dbt_project.yml",
            """
            name: shop
            profile: shop
            models:
            seeds:
            snapshots:
            data_tests: {+limit: '10'}
            """)
        .file("selectors.yml", "# none yet\n")
        .file(
            "models/orders.yml",
            """
            models:
              - name: late
                config: {freshness: {warn_after: {count: 1, period: day}}}
              - name: orders
                config: {freshness: {build_after: {count: '1', period: day}}}
                columns:
                  - name: id
                    data_tests: [not_null: {config: {limit: "{{ var('most', 5) }}"}}]
            """)
        .run("parse")
        .succeeded();
    project
        .file(
            "selectors.yml",
            """
            selectors:
              - name: near
                definition: {method: fqn, value: orders, parents: true, parents_depth: '1'}
            """)
        .run("ls", "--selector", "near")
        .succeeded();
  }
}
