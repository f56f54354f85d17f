package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look at the target, or at what another run has made: on a real server. */
class StateOnPostgresTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir Path folder;

  @Test
  void deferredNodesAreReadFromTheOtherRunAndClonesAreViewsOfIt() {
    ProjectFolder production =
        ProjectFolder.in(folder, database.settings(), "production")
            .model("base", "{{ config(materialized='table') }} select 1 as id")
            .model("top", "select * from {{ ref('base') }}");
    production.runInside("run").succeeded();
    production.runInside("parse", "--target-path", "production").succeeded();
    production.without("profiles.yml");
    ProjectFolder developer =
        production.file(
            "profiles.yml",
            ProjectFolder.profiles(ProjectFolder.output("dev", database.settings(), "developer")));

    developer.runInside("docs", "generate", "--defer", "--state", "production").succeeded();
    assertThat(developer.read("target/compiled/shop/models/top.sql"))
        .as("a selected model that is missing, and that nothing makes now")
        .contains("\"production\".\"base\"");

    developer
        .runInside("ls", "--select", "state:modified", "--state", "production")
        .succeeded()
        .says("\"state:modified\" does not match any enabled nodes")
        .neverSays("Nothing is known", "Correct the criterion");

    developer.runInside("run", "--select", "top").nodeFailed();
    developer.runInside("run", "--select", "top", "--defer", "--state", "production").succeeded();
    assertThat(database.queryText("select id from developer.top")).isEqualTo("1");

    developer
        .runInside("compile", "--select", "top", "--defer", "--state", "production")
        .succeeded()
        .says("\"production\".\"base\"");
    developer.runInside("run", "--select", "base", "--empty").succeeded();
    developer
        .runInside("compile", "--select", "top", "--defer", "--state", "production")
        .succeeded()
        .says("\"developer\".\"base\"");
    developer
        .runInside(
            "compile", "--select", "top", "--defer", "--favor-state", "--state", "production")
        .succeeded()
        .says("\"production\".\"base\"");
    developer.runInside("run", "--select", "top", "--defer").refused().says("--state DIR");

    developer.runInside("clone", "--state", "production").succeeded().says("already");
    assertThat(results(developer)).containsEntry("model.shop.base", "success No-op");
    developer.runInside("clone", "--full-refresh", "--state", "production").succeeded();
    assertThat(results(developer))
        .containsEntry("model.shop.base", "success CREATE VIEW")
        .containsEntry("model.shop.top", "success CREATE VIEW");
    assertThat(
            database.queryText(
                "select relkind from pg_class where oid = 'developer.base'::regclass"))
        .isEqualTo("v");
  }

  private static Map<String, String> results(ProjectFolder project) {
    Map<String, String> results = new TreeMap<>();
    try {
      JsonNode all = new ObjectMapper().readTree(project.read("target/run_results.json"));
      assertThat(all.at("/args/which").asText()).isEqualTo("clone");
      for (JsonNode one : all.get("results")) {
        results.put(
            one.get("unique_id").asText(),
            one.get("status").asText() + " " + one.get("message").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return results;
  }

  @Test
  void anEmptySeedHasTheTypesOfAllRows() {
    ProjectFolder project =
        ProjectFolder.in(folder, database.settings(), "sown")
            .file("seeds/rates.csv", "id,rate,day\n1,2,2024-01-01\n2,2.5,2024-01-02\n");

    project.runInside("seed", "--empty").succeeded().says("INSERT 0");
    assertThat(database.queryText("select count(*) from sown.rates")).isEqualTo("0");
    assertThat(
            database.queryText(
                "select string_agg(format_type(atttypid, null), ' ' order by attnum)"
                    + " from pg_attribute where attrelid = 'sown.rates'::regclass and attnum > 0"))
        .isEqualTo("integer double precision date");
    project.runInside("seed").succeeded().says("INSERT 2");
    project.runInside("build", "--empty").succeeded();
    assertThat(database.queryText("select count(*) from sown.rates")).isEqualTo("0");
  }

  @Test
  void docsHaveTheirAssetsAndWithoutCompilingTheManifestThatIsThere() {
    ProjectFolder project =
        ProjectFolder.in(folder, database.settings(), "documented")
            .append("dbt_project.yml", "asset-paths: [assets, ../outside, not-there]\n")
            .file("assets/pictures/one.txt", "a picture")
            .model("base", "select 1 as id");

    project.runInside("docs", "generate", "--no-compile").succeeded();
    assertThat(project.has("target/manifest.json")).isFalse();
    assertThat(project.has("target/catalog.json")).isTrue();
    project.runInside("docs", "generate").succeeded();
    assertThat(project.has("target/manifest.json")).isTrue();
    assertThat(project.read("target/assets/pictures/one.txt")).isEqualTo("a picture");

    project
        .runInside("ls", "--select", "state:modified", "--state", "target")
        .succeeded()
        .says("The state and target directories are the same: 'target'");
  }

  @Test
  void unitTestsFindTheirColumnsInTheOtherRun() {
    ProjectFolder project =
        ProjectFolder.in(folder, database.settings(), "elsewhere")
            .model("base", "{{ config(materialized='table') }} select 1 as id, 'a' as name")
            .model("top", "select id + 1 as next from {{ ref('base') }}")
            .file(
                "models/units.yml",
                """
                unit_tests:
                  - name: adds_one
                    model: top
                    given: [{input: ref('base'), rows: [{id: 4}]}]
                    expect: {rows: [{next: 5}]}
                """);
    project.runInside("run").succeeded();
    project.runInside("parse", "--target-path", "production").succeeded();
    project.file(
        "profiles.yml",
        ProjectFolder.profiles(ProjectFolder.output("dev", database.settings(), "own")));

    project.runInside("test").nodeFailed().says("because the relation doesn't exist");
    project.runInside("test", "--defer", "--state", "production").succeeded().says("PASS=1");
  }

  @Test
  void anEmptyRunReadsNoRows() {
    ProjectFolder.in(folder, database.settings(), "hollow")
        .model("base", "{{ config(materialized='table') }} select 1 as id")
        .model("top", "{{ config(materialized='table') }} select * from {{ ref('base') }}")
        .runInside("run", "--empty")
        .succeeded();

    assertThat(database.queryText("select count(*) from hollow.base")).isEqualTo("1");
    assertThat(database.queryText("select count(*) from hollow.top")).isEqualTo("0");
  }

  @Test
  void freshnessIsToldAndWritten() throws IOException {
    database.execute("create schema fresh_raw");
    database.execute("create table fresh_raw.young as select now() as at");
    database.execute("create table fresh_raw.old as select now() - interval '3 days' as at");
    database.execute("create table fresh_raw.empty (at timestamptz)");
    ProjectFolder project =
        ProjectFolder.in(folder, database.settings(), "freshness")
            .file(
                "models/sources.yml",
                """
                sources:
                  - name: raw
                    schema: fresh_raw
                    loaded_at_field: at
                    freshness: {warn_after: {count: 1, period: hour}}
                    tables:
                      - name: young
                      - name: old
                      - name: query
                        identifier: old
                        loaded_at_query: "select max(at) from {{ source('raw', 'old') }}"
                        freshness: {error_after: {count: 2, period: day}}
                      - name: empty
                        freshness: {filter: "at is not null"}
                      - {name: unwatched, freshness: null}
                      - {name: missing}
                """);

    project
        .runInside("source", "freshness", "--select", "source:raw.young", "source:raw.old")
        .succeeded()
        .says("PASS freshness of raw.young", "WARN freshness of raw.old");
    project
        .runInside("source", "freshness", "-o", "out.json")
        .nodeFailed()
        .says("ERROR STALE freshness of raw.query", "WARN freshness of raw.empty")
        .says("ERROR freshness of raw.missing")
        .neverSays("unwatched");
    JsonNode written = new ObjectMapper().readTree(project.read("out.json"));
    assertThat(written.at("/metadata/dbt_schema_version").asText()).endsWith("/sources/v3.json");
    assertThat(written.path("results")).hasSize(5);
    for (JsonNode result : written.path("results")) {
      if (result.path("status").asText().equals("runtime error")) {
        assertThat(result.path("error").asText()).isNotEmpty();
      } else {
        assertThat(result.at("/adapter_response/code").asText()).isEqualTo("SELECT");
        assertThat(result.at("/timing/0/name").asText()).isEqualTo("compile");
        assertThat(result.at("/timing/1/name").asText()).isEqualTo("execute");
        assertThat(result.path("thread_id").asText()).startsWith("Thread-");
        assertThat(result.path("execution_time").isNumber()).isTrue();
      }
    }
  }

  @Test
  void theCatalogHoldsWhatTheDatabaseSays() throws IOException {
    database.execute("create schema catalog_raw");
    database.execute("create table catalog_raw.orders (id int, note varchar(20))");
    database.execute("comment on column catalog_raw.orders.note is 'a note'");
    ProjectFolder project =
        ProjectFolder.in(folder, database.settings(), "catalogued")
            .file(
                "models/sources.yml",
                "sources: [{name: raw, schema: catalog_raw, tables: [{name: orders}]}]")
            .model("orders", "select * from {{ source('raw', 'orders') }}");
    project.runInside("run").succeeded();

    project.runInside("docs", "generate").succeeded().says("Catalog written to");

    JsonNode catalog = new ObjectMapper().readTree(project.read("target/catalog.json"));
    assertThat(catalog.at("/nodes/model.shop.orders/metadata/type").asText()).isEqualTo("VIEW");
    assertThat(catalog.at("/sources/source.shop.raw.orders/columns/note/type").asText())
        .isEqualTo("character varying(20)");
    assertThat(catalog.at("/sources/source.shop.raw.orders/columns/note/comment").asText())
        .isEqualTo("a note");
    assertThat(catalog.at("/sources/source.shop.raw.orders/stats/has_stats/value").asBoolean(true))
        .isFalse();
    project.runInside("docs", "generate", "--static").refused();
  }
}
