package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a foreign key points to stands in the manifest as in dbt's, and is a dependency. */
class ForeignKeysInManifestTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  ForeignKeysInManifestTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model("customers", "select 1 as id\n")
            .model("orders", "select 1 as id, 1 as customer_id, 1 as place_id\n");
    constraints("source('raw', 'places')", "ref('customers')");
  }

  @Test
  void theRelationStandsWhereTheModelHasBeenCompiled() throws IOException {
    project.run("parse").succeeded();
    assertThat(ofModel().path("to").asText()).isEqualTo("source('raw', 'places')");
    assertThat(ofColumn().path("to").asText()).isEqualTo("ref('customers')");

    project.run("compile").succeeded();

    String db = '"' + database.settings().database() + '"';
    assertThat(ofModel().path("to").asText()).isEqualTo(db + ".\"raw\".\"places\"");
    assertThat(ofModel().path("to_columns").get(0).asText()).isEqualTo("id");
    assertThat(ofColumn().path("to").asText()).isEqualTo(db + ".\"shop\".\"customers\"");
    assertThat(node().path("depends_on").path("nodes"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("source.shop.raw.places", "model.shop.customers");
  }

  @Test
  void withDeferTheOtherRunsRelationStandsThere() throws IOException {
    project.model(
        "customers", "{{ config(alias='customers_' ~ var('at', 'dev')) }} select 1 as id");
    project.run("compile", "--vars", "{at: prod}", "--target-path", "prod").succeeded();
    project.run("compile", "--defer", "--state", "prod").succeeded();
    assertThat(ofColumn().path("to").asText()).endsWith(".\"customers_prod\"");
  }

  @Test
  void whatIsNoReferenceIsRefused() {
    constraints("raw.places", "ref('customers')");
    project
        .run("parse")
        .refused()
        .says("Invalid 'ref' or 'source' syntax on foreign key constraint 'to' on model orders")
        .says("models/schema.yml:7");
    constraints("source('raw', 'places')", "ref('nobody')");
    project.run("parse").refused().says("nobody");
  }

  private void constraints(String ofModel, String ofColumn) {
    project.file(
        "models/schema.yml",
        """
        models:
          - name: orders
            config: {materialized: table}
            constraints:
              - type: foreign_key
                columns: [place_id]
                to: %s
                to_columns: [id]
            columns:
              - name: customer_id
                data_type: integer
                constraints: [{type: foreign_key, to: "%s", to_columns: [id]}]
        sources:
          - {name: raw, tables: [{name: places}]}
        """
            .formatted(ofModel, ofColumn));
  }

  private JsonNode ofModel() throws IOException {
    return node().path("constraints").get(0);
  }

  private JsonNode ofColumn() throws IOException {
    return node().path("columns").path("customer_id").path("constraints").get(0);
  }

  private JsonNode node() throws IOException {
    return new ObjectMapper()
        .readTree(project.read("target/manifest.json"))
        .path("nodes")
        .path("model.shop.orders");
  }
}
