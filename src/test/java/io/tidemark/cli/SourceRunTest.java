package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sources in another database, as nodes of runs: from the command line to the artifacts. */
class SourceRunTest {

  @RegisterExtension static final TestDatabase shop = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase target = TestDatabase.fresh();

  @TempDir Path folder;

  private SourceShop sources;
  private ProjectFolder project;

  @BeforeEach
  void aShopWithOrders() {
    sources = new SourceShop(folder, shop, target).sells(1, 500);
    project = sources.project();
  }

  @Test
  void theyAreLoadedBeforeTheModelsThatReadThem() throws IOException {
    Outcome run = project.run("run").succeeded();

    run.says(
        "START source raw.orders",
        "OK loaded source raw.orders",
        "[CREATE 500 in ",
        "Finished running 3 sources, 1 table model, 2 view models",
        "PASS=6 WARN=0 ERROR=0 SKIP=0");
    assertThat(run.out().indexOf("OK loaded source raw.orders"))
        .isLessThan(run.out().indexOf("START sql view model marts.stg_orders"));
    assertThat(sources.difference("orders")).isEmpty();
    assertThat(sources.difference("customers")).isEmpty();
    assertThat(sources.difference("countries")).isEmpty();
    assertThat(target.queryText("select sum(revenue) from marts.revenue")).isEqualTo("125250.00");
    assertThat(sources.counts("orders")).isEqualTo("500 read, 500 written");
    JsonNode result = result("source.shop.raw.orders");
    assertThat(result.path("status").asText()).isEqualTo("success");
    assertThat(result.path("adapter_response").path("rows_affected").asLong()).isEqualTo(500);
    assertThat(result.path("relation_name").asText()).endsWith("\"raw\".\"orders\"");
    assertThatResultsFitTheirSchema();
  }

  @Test
  void theNextRunBringsWhatIsNewAndWhatHasChanged() {
    project.run("run").succeeded();
    sources.sells(501, 520);
    shop.execute(
        "update sales.orders set total = 0, updated_at = '2024-02-01' where order_id = 7;"
            + " insert into sales.countries values ('es', 'Spain')");

    Outcome run = project.run("run").succeeded();

    run.says("OK loaded source raw.orders", "[MERGE 21 in ");
    // The row that the mark is from is read again: others may have come with its watermark.
    assertThat(sources.counts("orders")).isEqualTo("22 read, 21 written");
    assertThat(sources.difference("orders")).isEmpty();
    assertThat(target.query("select * from marts.nations")).hasSize(3);
  }

  @Test
  void aSelectionIsWhatWasAskedFor() {
    project
        .run("run", "--select", "stg_orders")
        .nodeFailed()
        .says(
            "raw.orders, which stg_orders reads, has not been loaded yet",
            "run --select source:raw.orders",
            "TOTAL=1");
    project
        .run("run", "--select", "source:raw.orders stg_orders")
        .succeeded()
        .says("TOTAL=2", "1 source");
    project
        .run("run", "--select", "source:raw.customers+")
        .succeeded()
        .says("OK loaded source raw.customers")
        .neverSays("raw.orders", "stg_orders")
        .says("TOTAL=2");
  }

  @Test
  void plusBeforeAModelMeansItsSources() {
    project
        .run("run", "--select", "+revenue")
        .succeeded()
        .says("OK loaded source raw.orders", "OK loaded source raw.customers", "TOTAL=4")
        .neverSays("countries");
    sources.sells(501, 510);

    project
        .run("run", "--exclude", "source:raw")
        .nodeFailed()
        .neverSays("OK loaded source")
        .says("raw.countries, which nations reads, has not been loaded yet");
    assertThat(target.query("select * from raw.orders")).hasSize(500);
    project.run("run", "--select", "source:raw.*,tag:nothing").succeeded().says("Nothing to do");
    project.run("seed").succeeded().says("Nothing to do");
  }

  @Test
  void whatReadsASourceThatCouldNotBeLoadedIsSkipped() throws IOException {
    shop.execute("drop table sales.orders");

    Outcome run = project.run("run").nodeFailed();

    assertThatResultsFitTheirSchema();
    run.says(
        "ERROR loading source raw.orders",
        "SKIP relation marts.stg_orders",
        "SKIP relation marts.revenue",
        "PASS=3 WARN=0 ERROR=1 SKIP=2",
        "models/sources.yml:");
    assertThat(result("source.shop.raw.orders").path("status").asText()).isEqualTo("error");
    assertThat(result("model.shop.revenue").path("status").asText()).isEqualTo("skipped");

    shop.execute(
        "create table sales.orders (order_id int primary key, customer_id int, total int,"
            + " updated_at timestamptz)");
    project.run("restart").succeeded().says("OK loaded source raw.orders", "TOTAL=3");
  }

  @Test
  void aServerThatCannotBeReachedIsToldAtTheLineThatNamesIt() {
    ConnectionSettings wrong =
        shop.settings().toBuilder().password(Secret.of("wrong-secret-password")).build();
    project.file("profiles.yml", sources.profiles(wrong));

    Outcome run = project.run("--debug", "run").ended(1);

    run.says(
            "ERROR loading source raw.orders",
            "models/sources.yml:3:17",
            "connection: shop",
            "for the source raw.orders",
            "PASS=0 WARN=0 ERROR=3 SKIP=3")
        .neverSays("wrong-secret-password");
    assertThat(project.read("logs/tidemark.log") + project.read("target/run_results.json"))
        .contains("models/sources.yml:3:17")
        .doesNotContain("wrong-secret-password");
  }

  @Test
  void buildTestsASourceAfterItsLoadAndBeforeItsReaders() {
    shop.execute("alter table sales.orders drop constraint orders_pkey");
    project.file(
        "models/sources.yml",
        project
            .read("models/sources.yml")
            .replace("{unique_key: order_id, watermark: updated_at, chunk_size: 100}", "{}"));
    sources.sells(500, 501);

    project
        .run("build")
        .ended(1)
        .says("OK loaded source raw.orders", "FAIL 1 source_unique_raw_orders_order_id")
        .says("SKIP relation marts.stg_orders", "SKIP relation marts.revenue");

    shop.execute("delete from sales.orders where order_id = 500");
    project.run("build").succeeded().says("PASS source_unique_raw_orders_order_id");
  }

  @Test
  void fullRefreshCopiesAnew() {
    project.run("run").succeeded();
    shop.execute("delete from sales.orders where order_id > 100");
    project.run("run").succeeded();
    assertThat(target.query("select * from raw.orders")).as("deletes: ignore").hasSize(500);

    project.run("run", "--full-refresh").succeeded().says("[CREATE 100 in ");

    assertThat(sources.difference("orders")).isEmpty();
  }

  @Test
  void stateTellsOfCopies() throws IOException {
    project.run("run").succeeded();

    project
        .run("state")
        .succeeded()
        .says("raw.orders", "updated_at 2024-01-01 00:08:20+00", "raw.countries");
    JsonNode copies =
        new ObjectMapper()
            .readTree(project.run("--quiet", "state", "--output", "json").succeeded().out());
    JsonNode orders = copies.get(copies.findValuesAsText("name").indexOf("orders"));
    assertThat(orders.path("owner").asText()).isEqualTo("source");
    assertThat(orders.path("in_project").asBoolean()).isTrue();
    assertThat(orders.path("unique_id").asText()).isEqualTo("source.shop.raw.orders");
  }

  @Test
  void freshnessIsThatOfTheOtherDatabase() {
    project.file(
        "models/sources.yml",
        project
            .read("models/sources.yml")
            .replace(
                "      - name: countries",
                "      - name: countries\n"
                    + "        freshness: {error_after: {count: 1, period: day}}\n"
                    + "        loaded_at_query: \"select max(seen) from {{ source('raw',"
                    + " 'countries') }}\"")
            .replace(
                "      - name: orders",
                """
                - name: orders
                  freshness: {error_after: {count: 1, period: day}}
                  loaded_at_field: updated_at\
                """
                    .indent(6)
                    .stripTrailing()));
    shop.execute(
        "alter table sales.countries add column seen timestamptz default now();"
            + " update sales.orders set updated_at = now() where order_id = 1");

    // Nothing has been copied yet: the copies can't be what is asked.
    project
        .run("source", "freshness")
        .succeeded()
        .says("PASS freshness of raw.orders", "PASS freshness of raw.countries");

    shop.execute("update sales.orders set updated_at = now() - interval '2 days'");
    project.run("run").succeeded();
    project
        .run("source", "freshness")
        .ended(1)
        .says("ERROR STALE freshness of raw.orders", "PASS freshness of raw.countries");
  }

  @Test
  void debugTriesTheConnections() {
    project
        .run("debug")
        .succeeded()
        .says("connection shop: [OK]", "/" + shop.settings().database());

    project.file(
        "profiles.yml",
        sources.profiles(shop.settings().toBuilder().database("not_there").build()));
    project.run("debug").ended(2).says("connection: [OK]", "connection shop: [ERROR]", "not_there");
  }

  @Test
  void aCopyIsWhatDocsTellOf() throws IOException {
    project.run("run").succeeded();
    project.run("docs", "generate").succeeded();

    JsonNode catalog = new ObjectMapper().readTree(project.read("target/catalog.json"));
    assertThat(catalog.at("/sources/source.shop.raw.orders/columns")).hasSize(4);
    JsonNode manifest = new ObjectMapper().readTree(project.read("target/manifest.json"));
    assertThat(manifest.at("/sources/source.shop.raw.orders/schema").asText()).isEqualTo("raw");
    assertThat(manifest.at("/sources/source.shop.raw.orders/config/connection").asText())
        .isEqualTo("shop");
  }

  @Test
  void aJobAsksHowFreshTheyAreAndLoadsThem() {
    project.file(
        "models/sources.yml",
        project
            .read("models/sources.yml")
            .replace(
                "      - name: orders",
                """
                - name: orders
                  freshness: {error_after: {count: 1, period: day}}
                  loaded_at_field: updated_at\
                """
                    .indent(6)
                    .stripTrailing()));
    project.file(
        "jobs/daily.yml",
        """
        job: daily
        tasks:
          - {id: fresh, freshness: raw}
          - {id: load, select: "+revenue", depends_on: [fresh]}
        """);
    String run = "run --job daily --date 2024-01-01";

    project.run(run.split(" ", -1)).ended(1).says("Not fresh: raw.orders");
    shop.execute("update sales.orders set updated_at = now()");
    project.run(run.split(" ", -1)).succeeded().says("OK loaded source raw.orders");

    assertThat(sources.difference("orders")).isEmpty();
    assertThat(target.queryText("select sum(revenue) from marts.revenue")).isEqualTo("125250.00");
  }

  @Test
  void anEmptyRunMakesCopiesAndFillsNone() {
    // As in dbt, what is read has an alias already, so a model that gives one can't be run so.
    project.run("run", "--empty", "--exclude", "revenue").succeeded();
    assertThat(target.query("select * from raw.orders")).isEmpty();
    assertThat(target.query("select order_id, total from marts.stg_orders")).isEmpty();

    project.run("run").succeeded();
    assertThat(sources.difference("orders")).isEmpty();
    assertThat(sources.difference("countries")).isEmpty();

    sources.sells(501, 510);
    project
        .run("run", "--empty", "--select", "source:raw.orders")
        .succeeded()
        .says("raw.orders: is left as it is (--empty)");
    assertThat(target.query("select * from raw.orders")).hasSize(500);
    project.run("run").succeeded();
    assertThat(sources.difference("orders")).isEmpty();
  }

  @Test
  void whatIsLeftOfACopyCanBeCleared() {
    project.run("run").succeeded();
    project.file(
        "models/sources.yml",
        project.read("models/sources.yml").replace("      - name: countries\n", ""));
    project.without("models/nations.sql");

    project
        .run("state")
        .succeeded()
        .says("raw.countries: its source is gone: source.shop.raw.countries");
    project.run("clean-state", "--yes").succeeded().says("Cleared: raw.countries");
    project.run("state").succeeded().says("raw.orders").neverSays("countries");
    project.run("run").succeeded().says("[MERGE 0 in ");
  }

  private void assertThatResultsFitTheirSchema() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/dbt/run-results-v6.json")) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(new ObjectMapper().readTree(Objects.requireNonNull(in)));
      JsonNode results = new ObjectMapper().readTree(project.read("target/run_results.json"));
      assertThat(schema.validate(results)).isEmpty();
      ((ObjectNode) results.at("/results/0")).remove("thread_id");
      assertThat(schema.validate(results)).isNotEmpty();
    }
  }

  private JsonNode result(String id) throws IOException {
    for (JsonNode result :
        new ObjectMapper().readTree(project.read("target/run_results.json")).path("results")) {
      if (result.path("unique_id").asText().equals(id)) {
        return result;
      }
    }
    throw new AssertionError("run_results.json has no " + id);
  }
}
