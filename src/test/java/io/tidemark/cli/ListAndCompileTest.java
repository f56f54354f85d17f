package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.ConnectionSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project holds and what its SQL becomes is told without a server. */
class ListAndCompileTest {

  private static final ConnectionSettings NOWHERE =
      ConnectionSettings.builder("localhost", "nobody", "nowhere").port(1).build();

  private final ProjectFolder project;

  ListAndCompileTest(@TempDir Path folder) {
    // The folder's name has a blank and letters that are not ASCII.
    project =
        ProjectFolder.in(folder.resolve("mein Projekt Größe"), NOWHERE, "public")
            .file(
                "models/sources.yml",
                "version: 2\nsources:\n  - name: raw\n    tables:\n      - name: orders\n")
            .model("staging/stg_orders", "select * from {{ source('raw', 'orders') }}\n")
            .model(
                "marts/orders",
                """
                {{ config(tags=['nightly']) }}
                select * from {{ ref('stg_orders') }} where region = '{{ var('region', 'EU') }}'
                """);
  }

  @Test
  void nodesAreListedInEveryForm() throws IOException {
    assertThat(ls().lines())
        .containsExactly("shop.marts.orders", "shop.staging.stg_orders", "source:shop.raw.orders");
    assertThat(ls("--output", "name", "--quiet").lines())
        .as("in the order of the ids, as in dbt")
        .containsExactly("orders", "stg_orders", "raw.orders");
    assertThat(ls("--output", "path", "--resource-type", "model").lines())
        .containsExactly("models/marts/orders.sql", "models/staging/stg_orders.sql");

    JsonNode orders = json(ls("--select", "orders", "--output", "json").out());
    assertThat(orders.get("unique_id").asText()).isEqualTo("model.shop.orders");
    assertThat(orders.get("tags").get(0).asText()).isEqualTo("nightly");
    assertThat(orders.get("config").get("materialized").asText()).isEqualTo("view");
    assertThat(orders.get("depends_on").get("nodes").get(0).asText())
        .isEqualTo("model.shop.stg_orders");

    assertThat(ls("-s", "orders", "--output", "json", "--output-keys", "name", "alias").lines())
        .as("with the blanks of dbt's, which scripts look for")
        .containsExactly("{\"name\": \"orders\", \"alias\": \"orders\"}");
    assertThat(ls("-s", "orders", "--output", "json", "--output-keys", "name alias").lines())
        .containsExactly("{\"name\": \"orders\", \"alias\": \"orders\"}");
  }

  @Test
  void nodesAreListedAlsoWhereNothingMayBeWritten() {
    project.file("target", "a file where a folder should be");

    Outcome listed = ls("--output", "name", "--select", "orders");

    assertThat(listed.lines()).contains("orders");
    listed.says("The artifacts can't be written");
  }

  @Test
  void theManifestIsWrittenAsWithEachCommandThatReadsTheProject() throws IOException {
    ls("--select", "orders").succeeded();
    assertThat(project.root().resolve("target/manifest.json")).content().contains("stg_orders");

    project.model("late", "select 1 as id");
    ls("--no-write-json").succeeded();
    assertThat(project.root().resolve("target/manifest.json"))
        .content()
        .doesNotContain("model.shop.late");
    ls("--target-path", "elsewhere").succeeded();
    assertThat(project.root().resolve("elsewhere/manifest.json"))
        .content()
        .contains("model.shop.late");
  }

  @Test
  void selectionsAreDbts() {
    assertThat(ls("--select", "+orders").lines()).hasSize(3);
    assertThat(ls("--quiet", "--models", "+orders").lines())
        .containsExactly("shop.marts.orders", "shop.staging.stg_orders");
    assertThat(ls("--quiet", "-m", "+orders", "--resource-type", "source").lines())
        .containsExactly("source:shop.raw.orders");
    assertThat(ls("--select", "tag:nightly").lines()).containsExactly("shop.marts.orders");
    assertThat(ls("--select", "source:raw+", "--exclude", "orders").lines())
        .containsExactly("shop.staging.stg_orders", "source:shop.raw.orders");
  }

  /** {@code docs} is a folder where the tests run; to picocli it was a file of arguments. */
  @Test
  void aModelNamedAsAFileIsSelectedWithAllAround() {
    project.model("docs", "select 1 as id");

    assertThat(ls("--select", "@docs").lines()).containsExactly("shop.docs");
  }

  @Test
  void selectionsThatMatchNothingOrSayNothing() {
    ls("--select", "ordrs").says("WARNING", "\"ordrs\"", "Did you mean \"orders\"?");
    project.run("ls", "--select", "tagg:nightly").refused().says("\"tagg\"", "tag");
    project.run("ls", "--select", "orders,").refused().says("\"orders,\"");
    project.run("ls", "--resource-type", "modle").refused().says("Did you mean \"model\"?");
  }

  @Test
  void sqlIsCompiledIntoTheTargetPath() {
    String expected = "select * from \"nowhere\".\"public\".\"stg_orders\" where region = 'US'";

    Outcome one = project.run("compile", "--select", "orders", "--vars", "{region: US}");
    Outcome inline = project.run("compile", "-q", "--inline", "select * from {{ ref('orders') }}");

    assertThat(one.succeeded().out()).contains(expected);
    assertThat(project.read("target/compiled/shop/models/marts/orders.sql").strip())
        .isEqualTo(expected);
    assertThat(inline.succeeded().lines())
        .containsExactly("select * from \"nowhere\".\"public\".\"orders\"");
  }

  @Test
  void profilesDirTargetAndTheirVariables() {
    project.file(
        "elsewhere/profiles.yml",
        ProjectFolder.profiles(
            ProjectFolder.output("dev", NOWHERE, "dev_schema"),
            ProjectFolder.output("prod", NOWHERE, "prod_schema")));
    String[] compile = {"compile", "--quiet", "--inline", "{{ target.name }} {{ ref('orders') }}"};

    String byVariable =
        TidemarkProcess.in(project.root())
            .env("DBT_PROFILES_DIR", "elsewhere")
            .env("DBT_TARGET", "prod")
            .run(compile)
            .succeeded()
            .out();
    String byOption =
        TidemarkProcess.in(project.root().resolve("models"))
            .env("DBT_TARGET", "prod")
            .run(
                "--profiles-dir",
                "../elsewhere",
                "--project-dir",
                "..",
                "compile",
                "--target",
                "dev",
                "--quiet",
                "--inline",
                compile[3])
            .succeeded()
            .out();

    assertThat(byVariable).startsWith("prod \"nowhere\".\"prod_schema\".\"orders\"");
    assertThat(byOption).startsWith("dev \"nowhere\".\"dev_schema\".\"orders\"");
  }

  @Test
  void varsThatAreNoMapping() {
    project.run("ls", "--vars", "region").refused().says("--vars must be a mapping");
    project.run("ls", "--vars", "{region: EU").refused().says("--vars:1:");
  }

  @Test
  void cleanDeletesWhatWasWrittenAndNothingElse() {
    project.file("target/classes/Main.class", "theirs").run("compile").succeeded();

    String written = project.read("dbt_project.yml");
    project.file("dbt_project.yml", written + "clean-targets: [target, models/]\n");
    project.run("clean").refused().says("dbt will not clean the following source paths");
    project.file("dbt_project.yml", written + "clean-targets: [target, ../elsewhere]\n");
    project.run("clean").refused().says("dbt will not clean the following directories outside");
    project.file("dbt_project.yml", written + "clean-targets: [target]\n");
    Outcome clean = project.run("clean").succeeded();
    Outcome again = project.run("clean").succeeded();

    clean.says("Deleted 6 files");
    again.says("nothing to clean");
    assertThat(project.has("target/compiled")).isFalse();
    assertThat(project.has("target/manifest.json")).isFalse();
    assertThat(project.read("target/classes/Main.class")).isEqualTo("theirs");
  }

  private Outcome ls(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "ls";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return project.run(command).succeeded();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
