package io.tidemark.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of a configuration that dbt checks, and how it writes them. */
class CheckedConfigTest {

  @TempDir Path folder;

  @Test
  void whatIsNoColorIsRefusedWhereItIsWritten() {
    project("Teal").runInside("parse").succeeded();
    project("#0aF").runInside("parse").succeeded();
    project("tael")
        .runInside("parse")
        .refused()
        .says("Invalid color name for docs.node_color: tael", "models/orders.sql:1", "\"teal\"");
    project("\"#12345\"").runInside("parse").refused().says("#12345", "models/orders.sql:1");
  }

  @Test
  void constraintsThatNobodyHoldsAreTold() {
    String properties =
        """
        models:
          - name: orders
            config: {contract: {enforced: true}}
            columns:
              - {name: id, data_type: int, constraints: [{type: not_null%s}]}
        """;

    project("teal")
        .file("models/orders.yml", properties.formatted(""))
        .runInside("parse")
        .succeeded()
        .says(
            "Constraint types are not supported for view materializations and will be ignored",
            "models/orders.yml:5");
    project("teal")
        .file("models/orders.yml", properties.formatted(", warn_unsupported: false"))
        .runInside("parse")
        .succeeded()
        .neverSays("Constraint types");
  }

  @Test
  void aFoldersContractIsNotAboutWhatIsMadeWithoutTypes() {
    project("teal")
        .file("models/rows.sql", "{{ config(materialized='ephemeral') }} select 1 as id")
        .file("models/held.sql", "{{ config(materialized='materialized_view') }} select 1 as id")
        .file(
            "dbt_project.yml", "name: shop\nprofile: shop\nmodels: {+contract: {enforced: true}}\n")
        .runInside("parse")
        .succeeded();
  }

  @Test
  void anEntryThatPromisesColumnsListsThem() {
    String properties = "models:\n  - name: %s\n    config: {contract: {enforced: true}}\n";
    project("teal")
        .file("models/orders.yml", properties.formatted("orders"))
        .runInside("parse")
        .refused()
        .says("Constraints must be defined in a `yml` schema configuration file");
    project("teal")
        .file("models/rows.py", "def model(dbt, session):\n    return None\n")
        .file(
            "models/rows.yml",
            properties.formatted("rows") + "    columns: [{name: id, data_type: int}]\n")
        .runInside("parse")
        .refused()
        .says("Language Error: Expected 'sql' but found 'python'");
  }

  @Test
  void freshnessInTheConfigGoesBeforeWhatIsBesideIt() {
    project("teal")
        .file(
            "models/sources.yml",
            """
            sources:
              - name: raw
                loaded_at_field: at
                freshness: {warn_after: {count: 18, period: hour}, error_after: {count: 24, period: hour}}
                config: {freshness: {warn_after: {count: 12, period: hour}}}
                tables:
                  - name: events
                    freshness: {error_after: {count: 9, period: hour}}
                    config: {freshness: {error_after: {count: 6, period: hour}}}
            """)
        .runInside(
            "ls", "--quiet", "--output", "json", "--output-keys", "freshness", "-s", "source:raw")
        .succeeded()
        .says(
            "\"warn_after\": {\"count\": 12, \"period\": \"hour\"}",
            "\"error_after\": {\"count\": 6, \"period\": \"hour\"}");
  }

  @Test
  void aBuildAfterIsWholeOrNone() {
    project("teal")
        .file(
            "models/orders.yml",
            "models: [{name: orders, config: {freshness: {build_after: {count: 1}}}}]")
        .runInside("parse")
        .refused()
        .says("must have a value for `period` if a `count` is provided", "models/orders.yml:1");
  }

  @Test
  void aTimeInAConfigurationIsWrittenAsPythonDoes() {
    project("teal")
        .model("orders", "{{ config(begin=modules.datetime.datetime(2020, 1, 1)) }} select 1")
        .runInside("ls", "--quiet", "--output", "json", "--output-keys", "config")
        .succeeded()
        .says("\"begin\": \"2020-01-01T00:00:00\"");
  }

  private ProjectFolder project(String color) {
    return ProjectFolder.empty(folder)
        .file("dbt_project.yml", "name: shop\nprofile: shop\n")
        .file(
            "profiles.yml",
            "shop: {target: dev, outputs: {dev: {type: postgres, host: h, user: u, password: p,"
                + " port: 5432, dbname: d, schema: s}}}")
        .model(
            "orders",
            "{{ config(docs={'node_color': '%s'}) }} select 1 as id"
                .formatted(color.replace("\"", "")));
  }
}
