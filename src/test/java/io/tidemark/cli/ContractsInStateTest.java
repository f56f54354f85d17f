package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manifest keeps for comparisons, and what a comparison says of broken promises. */
class ContractsInStateTest {

  private static final String CONTRACT =
      """
      models:
        - name: orders
          deprecation_date: 2020-01-31
          config: {contract: {enforced: true}, materialized: table}
          constraints: [{type: primary_key, name: pk, columns: [id]}]
          columns:
            - {name: state, data_type: text}
            - {name: id, data_type: integer, constraints: [{type: not_null}]}
        - name: raw
          deprecation_date: 2999-12-31 10:00:00+00:00
      """;

  private static final String UNIT_TEST =
      """
      unit_tests:
        - name: passes_through
          model: orders
          given: [{input: ref('raw'), rows: [{id: 1, state: null}]}]
          expect: {rows: [{id: 1}]}
          overrides: {vars: {x: y}}
      """;

  private final ProjectFolder project;

  ContractsInStateTest(@TempDir Path folder) {
    project =
        ProjectFolder.empty(folder.resolve("shop"))
            .file("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
            .file(
                "profiles.yml",
                "shop:\n  target: dev\n  outputs:\n    dev: {type: embedded, schema: shop}\n")
            .model("raw", "select 1 as id, 'x' as state")
            .model("orders", "select id, state from {{ ref('raw') }}")
            .file("models/contract.yml", CONTRACT)
            .file("models/tests.yml", UNIT_TEST)
            .file(
                "macros/all.sql",
                "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{% endmacro %}")
            .file(
                "selectors.yml",
                """
                selectors:
                  - name: first
                    definition: "tag:nightly+"
                  - name: second
                    default: false
                    definition:
                      union: [orders, {method: selector, value: first}, {method: tag, value: x, children: true}]
                """);
  }

  @Test
  void theManifestKeepsWhatDbtComparesBy() throws IOException {
    project.run("parse").succeeded();
    JsonNode manifest = new ObjectMapper().readTree(project.read("target/manifest.json"));

    // The SHA-256 of what Python prints of dbt's objects, computed by hand.
    assertThat(manifest.at("/nodes/model.shop.orders/contract/checksum").asText())
        .isEqualTo("1d04903e164a7f5959a0a5e4ab74cc760950dfe804ac1adcbf5f89b3183b4a9a");
    assertThat(manifest.at("/unit_tests").properties())
        .allSatisfy(
            one ->
                assertThat(one.getValue().path("checksum").asText())
                    .isEqualTo("ce8017011e5027304b8e5929e8f582a3289da9bf3966271d5f3839fff8713109"));
    assertThat(manifest.at("/macros/macro.shop.a/depends_on/macros").toString())
        .isEqualTo("[\"macro.shop.b\"]");
    assertThat(manifest.at("/selectors/first/definition").toString())
        .isEqualTo("{\"method\":\"tag\",\"value\":\"nightly\",\"children\":true}");
    assertThat(manifest.at("/selectors/second/definition/union").toString())
        .isEqualTo(
            "[{\"method\":\"fqn\",\"value\":\"orders\"},"
                + "{\"method\":\"tag\",\"value\":\"nightly\",\"children\":true},"
                + "{\"method\":\"tag\",\"value\":\"x\",\"children\":true}]");
  }

  @Test
  void aDeprecatedModelIsWarnedOf() {
    project
        .run("parse")
        .succeeded()
        .says("Model orders has passed its deprecation date of 2020-01-31")
        .says("orders reads raw, which will be deprecated on 2999-12-31");
    project
        .run("parse", "--warn-error-options", "{error: [DeprecatedModel]}")
        .refused()
        .says("deprecation date");
  }

  @Test
  void anotherSizeOrSpellingOfATypeBreaksNoContract() {
    project.file(
        "models/contract.yml", CONTRACT.replace("data_type: text", "data_type: varchar(5)"));
    project.run("parse", "--target-path", "before").succeeded();
    project.file(
        "models/contract.yml", CONTRACT.replace("data_type: text", "data_type: VARCHAR(20)"));

    project
        .run("ls", "--select", "state:modified", "--state", "before")
        .succeeded()
        .says("shop.orders")
        .neverSays("breaks its contract");
  }

  @Test
  void aBrokenContractIsTold() {
    project.run("parse", "--target-path", "before").succeeded();
    project.file("models/contract.yml", CONTRACT.replace("data_type: text", "data_type: int"));

    project
        .run("ls", "--select", "state:modified", "--state", "before", "--output", "name")
        .succeeded()
        .says(
            "model.shop.orders breaks its contract: models/orders.sql",
            "columns have another data_type: state (text -> int)");

    project.file(
        "models/contract.yml",
        CONTRACT.replaceFirst("constraints: .*pk.*\n", "description: none\n"));
    project
        .run("ls", "--select", "state:modified.contract", "--state", "before")
        .succeeded()
        .says("constraints of the model are removed: pk on [\"id\"]");

    project.file(
        "models/contract.yml", CONTRACT.replaceFirst("data_type: text", "data_type: TEXT"));
    project
        .run("ls", "--select", "state:new", "--state", "before")
        .neverSays("breaks its contract");
  }

  @Test
  void aModelWithVersionsMustNotBreakIts() {
    String versions = CONTRACT.replace("deprecation_date: 2020-01-31", "versions: [{v: 1}]");
    project
        .without("models/orders.sql")
        .without("models/tests.yml")
        .model("orders_v1", "select id, state from {{ ref('raw') }}")
        .file("models/contract.yml", versions);
    project.run("parse", "--target-path", "before").succeeded();
    project.file("models/contract.yml", versions.replace("enforced: true", "enforced: false"));

    project
        .run("ls", "--select", "state:modified", "--state", "before")
        .refused()
        .says("model.shop.orders.v1 breaks its contract", "its contract is enforced no more");

    project.without("models/orders_v1.sql").file("models/contract.yml", "models: []");
    project
        .run("ls", "--select", "state:modified", "--state", "before")
        .refused()
        .says("it was deleted, renamed or disabled");
  }
}
