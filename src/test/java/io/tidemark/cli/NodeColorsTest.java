package io.tidemark.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The colours of nodes are checked before the pages of the documentation break on them. */
class NodeColorsTest {

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
