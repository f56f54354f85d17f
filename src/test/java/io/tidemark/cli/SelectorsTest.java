package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code selectors.yml}, and what another run has left. */
class SelectorsTest {

  @TempDir Path folder;

  private ProjectFolder project;

  @BeforeEach
  void aShop() {
    project =
        ProjectFolder.empty(folder)
            .file(
                "dbt_project.yml",
                """
                name: shop
                profile: shop
                models:
                  shop:
                    marts: {+materialized: table, +tags: [nightly]}
                """)
            .file(
                "profiles.yml",
                "shop: {target: dev, outputs: {dev: {type: postgres, host: h, user: u, password: p,"
                    + " port: 5432, dbname: d, schema: s}}}")
            .file("macros/cents.sql", "{% macro cents(c) %}{{ c }} / 100{% endmacro %}")
            .file("models/sources.yml", "sources: [{name: raw, tables: [{name: orders}]}]")
            .model("staging/stg", "select 1 as id from {{ source('raw', 'orders') }}")
            .model("marts/orders", "select {{ cents('id') }} as c from {{ ref('stg') }}")
            .model("marts/daily", "select * from {{ ref('orders') }}")
            .model("other", "{{ config(tags=['hourly']) }} select 1 as id");
  }

  @Test
  void definitionsInAllForms() {
    project.file(
        "selectors.yml",
        """
        selectors:
          - name: text
            definition: "tag:nightly"
          - name: one
            definition: {tag: hourly}
          - name: full
            default: "{{ target.name == 'dev' }}"
            definition:
              union:
                - {method: fqn, value: stg, children: true, children_depth: 1}
                - method: tag
                  value: hourly
                  exclude: [other]
                - exclude: [{method: selector, value: one}]
          - name: both
            definition:
              intersection:
                - tag:nightly
                - {method: config.materialized, value: table}
                - exclude: ["daily"]
        """);

    assertThat(ls("--selector", "text")).containsExactly("shop.marts.daily", "shop.marts.orders");
    assertThat(ls("--selector", "one")).containsExactly("shop.other");
    assertThat(ls("--selector", "both")).containsExactly("shop.marts.orders");
    assertThat(ls()).containsExactly("shop.marts.orders", "shop.staging.stg");
    assertThat(ls("--select", "selector:one", "--exclude", "tag:nothing")).contains("shop.other");
    assertThat(ls("--select", "selector:both+"))
        .containsExactly("shop.marts.daily", "shop.marts.orders");
  }

  @Test
  void whatIsWrongIsToldWithItsLine() {
    project.file(
        "selectors.yml",
        """
        selectors:
          - name: a
            definition: "tagg:nightly"
          - name: b
            definition: {method: selector, value: b}
          - name: c
            definition: {method: tag, valeu: x}
        """);

    project
        .runInside("ls", "--selector", "a")
        .refused()
        .says("selectors.yml:3", "unknown method", "uses itself", "A criterion needs a \"method\"");
    project
        .without("selectors.yml")
        .file("selectors.yml", "selectors: [{name: nightly, definition: tag:nightly}]");
    project.runInside("ls", "--selector", "nihgtly").refused().says("Did you mean \"nightly\"?");
  }

  @Test
  void stateTellsWhatHasChanged() {
    project.runInside("parse", "--target-path", "before").succeeded();

    assertThat(ls("--select", "state:unmodified", "--state", "before")).hasSize(5);
    project
        .model("marts/daily", "select *, 1 as one from {{ ref('orders') }}")
        .model("fresh", "select 1 as id")
        .file("macros/cents.sql", "{% macro cents(c) %}{{ c }} / 100.0{% endmacro %}")
        .model("other", "{{ config(tags=['hourly'], materialized='table') }} select 1 as id");

    assertThat(ls("--select", "state:new", "--state", "before")).containsExactly("shop.fresh");
    assertThat(ls("--select", "state:modified.macros", "--state", "before"))
        .containsExactly("shop.marts.orders");
    assertThat(ls("--select", "state:modified.configs", "--state", "before"))
        .containsExactly("shop.fresh", "shop.other");
    assertThat(ls("--select", "state:modified.body", "--state", "before"))
        .containsExactly("shop.marts.daily", "shop.fresh", "shop.other");
    assertThat(ls("--select", "state:modified", "--state", "before"))
        .containsExactly("shop.marts.daily", "shop.fresh", "shop.marts.orders", "shop.other");
    assertThat(ls("--select", "state:unmodified", "--state", "before"))
        .containsExactly("shop.staging.stg", "source:shop.raw.orders");
    project
        .runInside("ls", "--select", "state:modified", "--state", "nowhere")
        .refused()
        .says("no manifest.json", "nowhere");
  }

  /** A new exposure or source has not changed for dbt; nor has one of which only meta has. */
  @Test
  void whatIsOnlyDeclaredIsComparedAsInDbt() {
    String dashboard =
        "  - {name: %s, type: dashboard, owner: {name: me}, meta: {a: %s}, depends_on:"
            + " [ref('stg')]}\n";
    project.file(
        "models/declared.yml", "exposures:\n" + dashboard.formatted("told", 1) + test("known"));
    project.runInside("parse", "--target-path", "before").succeeded();
    project.file(
        "models/declared.yml",
        "exposures:\n"
            + dashboard.formatted("told", 2)
            + dashboard.formatted("fresh", 1)
            + "sources: [{name: more, tables: [{name: one}]}]\n"
            + test("known", "added"));

    assertThat(ls("--select", "state:modified", "--state", "before"))
        .containsExactly("unit_test:shop.added");
    assertThat(ls("--select", "state:modified.configs", "--state", "before"))
        .containsExactly("exposure:shop.fresh", "source:shop.more.one");
    assertThat(ls("--select", "state:modified.relation", "--state", "before"))
        .containsExactly("source:shop.more.one");
    project
        .runInside("ls", "--select", "state:modified.body", "--state", "before")
        .says("No nodes selected!");
    assertThat(ls("--select", "state:unmodified", "--state", "before"))
        .contains("exposure:shop.told", "exposure:shop.fresh", "source:shop.more.one");
  }

  private static String test(String... names) {
    return "unit_tests:\n"
        + Arrays.stream(names)
            .map("  - {name: %s, model: other, given: [], expect: {rows: [{id: 1}]}}\n"::formatted)
            .collect(Collectors.joining());
  }

  @Test
  void whatTheProjectFileMakesOfTheEnvironmentIsNoChange() {
    project
        .file(
            "dbt_project.yml",
            """
            name: shop
            profile: shop
            vars: {kind: view}
            models:
              +grants: {select: ["{{ target.user }}", "{{ var('kind') }}"]}
              +schema: "{{ env_var('USER', 'x') }}"
              shop:
                +materialized: "{{ var('kind') }}"
                +meta: {kind: "{{ var('kind') }}"}
                staging: {+materialized: view}
            seeds: {+quote_columns: "{{ var('kind') == 'view' }}"}
            data_tests: {+severity: "{{ 'warn' if var('kind') == 'view' else 'error' }}"}
            """)
        .file("seeds/rates.csv", "id\n1\n")
        .file("tests/none.sql", "select 1 where false")
        .file(
            "models/checks.yml",
            """
            models:
              - name: daily
                config: {meta: {own: "{{ var('kind') }}"}}
              - name: stg
                columns: [{name: id, data_tests: [unique]}]
            """);
    project.runInside("parse", "--target-path", "before").succeeded();
    String manifest = project.read("before/manifest.json");
    assertThat(manifest).contains("\"materialized\":\"{{ var('kind') }}\"");

    // As in dbt, a properties file and config() count as they come out of their templates.
    assertThat(ls("--select", "state:modified", "--state", "before", "--vars", "kind: table"))
        .containsExactly("shop.marts.daily");
    assertThat(ls("--select", "state:modified.configs", "--state", "before", "--vars", "kind: x"))
        .containsExactly("shop.marts.daily");

    project.file(
        "dbt_project.yml",
        """
        name: shop
        profile: shop
        models:
          +grants: {select: ["{{ target.user }}", "{{ var('kind') }}"]}
          +schema: "{{ env_var('USER', 'x') }}"
          shop:
            +materialized: "{{ var('kind') }}"
            +meta: {kind: "{{ var('kind') }}"}
            staging: {+materialized: "{{ 'view' }}"}
        seeds: {+quote_columns: "{{ var('kind') == 'view' }}"}
        data_tests: {+severity: "{{ 'warn' if var('kind') == 'view' else 'error' }}"}
        """);
    // The test comes along with what it tests.
    assertThat(
            ls("--select", "state:modified.configs", "--state", "before", "--vars", "kind: view"))
        .containsExactly("shop.staging.stg", "shop.unique_stg_id");
  }

  @Test
  void withDbtsFlagTemplatesCountAsWrittenEverywhere() {
    String asked =
        "config(meta={'a': [var('kind') ~ \"-x\", -1,]}, materialized=var('kind'), tags='t')";
    project
        .append("dbt_project.yml", "flags: {state_modified_compare_more_unrendered_values: true}\n")
        .model("asked", "{# config(tags='no') #} {{ " + asked + " }} select 1 as id")
        .file(
            "models/more.yml",
            """
            models:
              - {name: daily, config: {meta: {own: "{{ var('kind') }}"}}}
            sources:
              - {name: moved, schema: "{{ var('kind') }}", tables: [{name: one}]}
            """);
    project.runInside("parse", "--target-path", "before", "--vars", "kind: view").succeeded();
    assertThat(project.read("before/manifest.json"))
        .contains(
            "\"unrendered_config\":{\"meta\":\"{'a': [var('kind') ~ '-x', -1]}\","
                + "\"materialized\":\"var('kind')\",\"tags\":\"t\"}",
            "\"unrendered_schema\":\"{{ var('kind') }}\"");

    assertThat(ls("--select", "state:modified", "--state", "before", "--vars", "kind: table"))
        .isEmpty();
    // Before 1.13 dbt wrote how it parses the call.
    project.file(
        "before/manifest.json",
        project
            .read("before/manifest.json")
            .replace("\"var('kind')\"", "\"Keyword(key='materialized', value=Call())\""));
    assertThat(ls("--select", "state:modified", "--state", "before", "--vars", "kind: table"))
        .isEmpty();
    project.model("asked", "{{ " + asked.replace("-1", "-2") + " }} select 1 as id");
    assertThat(
            ls("--select", "state:modified.configs", "--state", "before", "--vars", "kind: table"))
        .containsExactly("shop.asked");
  }

  @Test
  void severalCallsOfConfigAreComparedTogether() {
    project.model(
        "asked",
        """
        {{ config(tags='a', meta={'x': 1, 'y': 1}, grants={'select': 'a'}) }}
        {{ config(tags=['b', 'a'], meta={'y': 2}, grants={'+select': 'b', 'insert': 'c'}) }}
        {{ config(materialized='table') }} select 1 as id
        """);

    project.runInside("parse").succeeded();

    // Recorded of dbt 1.11.14.
    assertThat(project.read("target/manifest.json"))
        .contains(
            "\"unrendered_config\":{\"tags\":[\"a\",\"b\",\"a\"],\"meta\":{\"x\":1,\"y\":2},"
                + "\"grants\":{\"select\":[\"a\"],\"+select\":[\"b\"],\"insert\":[\"c\"]},"
                + "\"materialized\":\"table\"}");
  }

  @Test
  void aManifestOfDbtIsComparedByWhatIsWritten() {
    project
        .file(
            "dbt_project.yml",
            """
            name: shop
            profile: shop
            models: {shop: {marts: {+materialized: "{{ var('kind') }}", +tags: [nightly]}}}
            """)
        .file("seeds/rates.csv", "id\n1\n")
        .file(
            "before/manifest.json",
            """
            {"metadata": {"dbt_version": "1.11.14",
              "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"},
             "nodes": {
               "model.shop.orders": {"resource_type": "model",
                 "config": {"materialized": "view", "tags": ["nightly"]},
                 "unrendered_config": {"materialized": "{{ var('kind') }}", "tags": ["nightly"]}},
               "model.shop.daily": {"resource_type": "model",
                 "config": {"materialized": "table", "tags": ["nightly"]},
                 "unrendered_config": {"materialized": "table", "tags": ["nightly"]}},
               "model.shop.stg": {"resource_type": "model",
                 "config": {"materialized": "view"}, "unrendered_config": {}},
               "model.shop.other": {"resource_type": "model",
                 "config": {"materialized": "view"}, "unrendered_config": {"tags": ["hourly"]}},
               "seed.shop.rates": {"resource_type": "seed",
                 "config": {"materialized": "seed"}, "unrendered_config": {}}},
             "sources": {
               "source.shop.raw.orders": {"resource_type": "source", "unrendered_config": {}}}}
            """);

    assertThat(
            ls("--select", "state:modified.configs", "--state", "before", "--vars", "kind: table"))
        .containsExactly("shop.marts.daily");
  }

  @Test
  void aManifestOfDbtBefore13HasAnotherNameForTheText() {
    project.run("parse", "--target-path", "before").succeeded();
    project.file(
        "before/manifest.json",
        project.read("before/manifest.json").replace("\"raw_code\"", "\"raw_sql\""));
    assertThat(ls("--select", "state:modified", "--state", "before")).isEmpty();

    project.model("added", "select 1 as id");
    assertThat(ls("--select", "state:modified", "--state", "before")).containsExactly("shop.added");
  }

  @Test
  void ofALargeSeedItIsToldThatItsRowsAreNotCompared() {
    String rows = "id,name\n" + "1,abcdefghijklmnopqrstuvwxyz\n".repeat(40_000);
    project.file("seeds/rates.csv", "id\n1\n");
    project.runInside("parse", "--target-path", "before").succeeded();

    project.file("seeds/rates.csv", rows);
    project
        .runInside("ls", "--select", "state:modified", "--state", "before")
        .succeeded()
        .says("The seed rates (seeds/rates.csv) is larger than 1 MB, and was not", "shop.rates");

    project.runInside("parse", "--target-path", "before").succeeded();
    project.file("seeds/rates.csv", rows + "2,b\n");
    project
        .runInside("ls", "--select", "state:modified", "--state", "before")
        .succeeded()
        .says("rates (seeds/rates.csv) is larger than 1 MB: its rows are not compared")
        .neverSays("shop.rates");
    project
        .runInside("--warn-error", "ls", "--exclude", "state:unmodified", "--state", "before")
        .refused()
        .says("SeedExceedsLimitSamePath");

    project.runInside("parse", "--target-path", "before").succeeded();
    project.without("seeds/rates.csv").file("seeds/sub/rates.csv", rows);
    project
        .runInside("ls", "--select", "state:modified.body", "--state", "before")
        .succeeded()
        .says("larger than 1 MB, and its file was another", "rates");
  }

  @Test
  void resultsAndFreshnessOfAnotherRun() {
    project
        .file(
            "before/run_results.json",
            """
            {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"},
             "results": [{"unique_id": "model.shop.stg", "status": "error"},
                         {"unique_id": "model.shop.orders", "status": "skipped"}]}
            """)
        .file(
            "before/sources.json",
            """
            {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json"},
             "results": [{"unique_id": "source.shop.raw.orders",
                          "max_loaded_at": "2025-01-01T00:00:00+00:00"}]}
            """)
        .file(
            "target/sources.json",
            """
            {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json"},
             "results": [{"unique_id": "source.shop.raw.orders",
                          "max_loaded_at": "2025-01-01T00:00:00.000001Z"}]}
            """);

    assertThat(ls("--select", "result:error+", "--state", "before"))
        .containsExactly("shop.marts.daily", "shop.marts.orders", "shop.staging.stg");
    assertThat(ls("--select", "source_status:fresher+1", "--state", "before"))
        .containsExactly("shop.staging.stg", "source:shop.raw.orders");
  }

  private List<String> ls(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "-q";
    all[1] = "ls";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return project.runInside(all).succeeded().out().strip().lines().toList();
  }
}
