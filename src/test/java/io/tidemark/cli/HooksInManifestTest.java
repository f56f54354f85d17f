package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hooks of the run are operations of the manifest, as in dbt: read by tools, compiled, selected.
 */
class HooksInManifestTest {

  private static final String START = "operation.shop.shop-on-run-start-0";
  private static final String END = "operation.shop.shop-on-run-end-0";
  private static final String OF_PACKAGE = "operation.other.other-on-run-start-0";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  HooksInManifestTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop")
            .append(
                "dbt_project.yml",
                """
                models: {+materialized: table}
                on-run-start: "select {{ one() }} -- {{ this }} {{ model.index }}"
                on-run-end:
                  - "select '{{ results | length }}' from {{ ref('a') }}"
                  - " "
                  - "{{ log('at the end') }}"
                """)
            .file("packages.yml", "packages: [{local: other}]\n")
            .file(
                "other/dbt_project.yml",
                "name: other\nversion: 1.0.0\non-run-start: [\"select 'other'\"]\n")
            .file("macros/one.sql", "{% macro one() %}1{% endmacro %}")
            .model("a", "select 1 as id");
    project.run("deps").succeeded();
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
  }

  @Test
  void theManifestHasThemAsNodes() throws IOException {
    project.run("parse").succeeded();

    JsonNode manifest = json("manifest.json");
    JsonNode start = manifest.at("/nodes").path(START);
    assertThat(start.path("resource_type").asText()).isEqualTo("operation");
    assertThat(start.path("path").asText()).isEqualTo("hooks/shop-on-run-start-0.sql");
    assertThat(start.path("original_file_path").asText()).isEqualTo("./dbt_project.yml");
    assertThat(start.path("fqn").toString())
        .isEqualTo("[\"shop\",\"hooks\",\"shop-on-run-start-0\"]");
    assertThat(start.path("tags").toString()).isEqualTo("[\"on-run-start\"]");
    assertThat(start.at("/config/materialized").asText()).isEqualTo("table");
    assertThat(start.at("/config").has("access")).isFalse();
    assertThat(start.path("index").asInt()).isZero();
    assertThat(start.path("relation_name").isNull()).isTrue();
    assertThat(start.at("/depends_on/macros").toString()).isEqualTo("[\"macro.shop.one\"]");
    assertThat(manifest.at("/nodes").path(END).at("/depends_on/nodes").toString())
        .isEqualTo("[\"model.shop.a\"]");
    assertThat(manifest.at("/parent_map").path(END).toString()).isEqualTo("[\"model.shop.a\"]");
    assertThat(manifest.at("/child_map").path("model.shop.a").toString())
        .isEqualTo("[\"" + END + "\"]");
    assertThat(manifest.at("/nodes").has(OF_PACKAGE)).isTrue();
  }

  @Test
  void theyAreCompiledWithTheRest() throws IOException {
    project.run("run").succeeded().says("5 operations", "1 of 2 OK hook: shop.on-run-start.0");

    project.run("compile").succeeded();

    assertThat(project.read(compiled("shop", "shop-on-run-start-0")))
        .isEqualTo("select 1 -- None 0");
    assertThat(project.read(compiled("shop", "shop-on-run-end-0")))
        .isEqualTo("select '0' from \"" + database.settings().database() + "\".\"shop\".\"a\"");
    assertThat(project.has(compiled("shop", "shop-on-run-end-2"))).isFalse();
    assertThat(ids()).contains(START, END, OF_PACKAGE).hasSize(5);
    project.run("docs", "generate").succeeded();
    assertThat(ids()).as("docs compile the empty one too").hasSize(6);
    assertThat(json("manifest.json").at("/nodes").path(START).path("compiled_path").asText())
        .isEqualTo("target/compiled/shop/./dbt_project.yml/hooks/shop-on-run-start-0.sql");
  }

  @Test
  void onlyCompileSelectsThem() throws IOException {
    project.run("run").succeeded();
    project.run("compile", "--select", "tag:on-run-start").succeeded();
    assertThat(ids()).containsExactlyInAnyOrder(START, OF_PACKAGE);
    project.run("compile", "--select", "a+").succeeded();
    assertThat(ids()).containsExactlyInAnyOrder("model.shop.a", END);

    project.run("ls").succeeded().says("shop.a").neverSays("hooks");
    project.run("run", "--select", "tag:on-run-start").succeeded().says("Nothing to do");
  }

  @Test
  void aRunNumbersThemTheProjectsOwnFirst() throws IOException {
    project
        .run("run")
        .succeeded()
        .says("1 of 2 OK hook: shop.on-run-start.0", "2 of 2 OK hook: other.on-run-start.1");

    JsonNode nodes = json("manifest.json").at("/nodes");
    assertThat(nodes.path(OF_PACKAGE).path("index").asInt()).isEqualTo(2);
    assertThat(nodes.path(START).path("compiled_code").asText()).isEqualTo("select 1 -- None 1");
    assertThat(nodes.path(END).path("compiled_code").asText()).startsWith("select '1' from");
    assertThat(ids())
        .containsExactly(
            START,
            OF_PACKAGE,
            "model.shop.a",
            END,
            "operation.shop.shop-on-run-end-1",
            "operation.shop.shop-on-run-end-2");
  }

  @Test
  void whatAHookReadsHasToBeThere() {
    project.append("dbt_project.yml", "\n  - \"select 1 from {{ ref('nowhere') }}\"\n");

    project.run("parse").refused().says("nowhere", "dbt_project.yml:12");
  }

  private List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    json("run_results.json")
        .path("results")
        .forEach(one -> ids.add(one.path("unique_id").asText()));
    return ids;
  }

  private static String compiled(String packageName, String hook) {
    return "target/compiled/" + packageName + "/dbt_project.yml/hooks/" + hook + ".sql";
  }

  private JsonNode json(String artifact) throws IOException {
    return new ObjectMapper().readTree(project.read("target/" + artifact));
  }
}
