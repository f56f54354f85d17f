package io.tidemark.cli;

import io.tidemark.postgres.ConnectionSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with sources in other databases is told before anything is done. No server. */
class SourceProblemsTest {

  private static final ConnectionSettings NOWHERE =
      ConnectionSettings.builder("localhost", "nobody", "nowhere").port(1).build();

  private final ProjectFolder project;

  SourceProblemsTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, NOWHERE, "public")
            .file(
                "profiles.yml",
                ProjectFolder.profiles(
                    ProjectFolder.output("dev", NOWHERE, "public"),
                    ProjectFolder.output(
                        "shop", NOWHERE.toBuilder().database("shop").build(), "public")))
            .model("revenue", "select * from {{ source('raw', 'orders') }}\n");
  }

  private void sources(String yaml) {
    project.file("models/sources.yml", yaml);
  }

  @Test
  void aConnectionThatIsNoOutput() {
    sources(
        """
        sources:
          - name: raw
            connection: shpo
            tables: [{name: orders}]
        """);

    project
        .run("ls")
        .refused()
        .says(
            """
            Error: The profile "shop" has no output "shpo"
              models/sources.yml:3:17
                3 |     connection: shpo
                  |                 ^
              Its outputs: dev, shop. Did you mean "shop"?
            """);
  }

  @Test
  void whatIsWrongInItsYamlIsToldWithWhatElseIsWrong() {
    sources(
        """
        sources:
          - name: raw
            connection: shop
            load: {deletes: delete}
            tables: [{name: orders, load: {watermrk: updated_at}}]
        models: [{name: revenue, columns: 3}]
        """);

    project
        .run("parse")
        .refused()
        .says(
            "\"deletes\" must be one of ignore, remove, mark\n  models/sources.yml:4:21",
            "There is no key \"watermrk\" here\n  models/sources.yml:5:36",
            "Did you mean \"watermark\"?",
            "\"columns\" must be a list");
  }

  @Test
  void aLoadWithoutAConnection() {
    sources(
        """
        sources:
          - name: raw
            tables: [{name: orders, load: {watermark: updated_at}}]
        """);

    project
        .run("parse")
        .refused()
        .says(
            "raw.orders has a \"load\", and its source no \"connection\"\n"
                + "  models/sources.yml:3:29");
  }

  @Test
  void aConnectionIsRenderedOnlyWhereItIsUsed() {
    project.file(
        "profiles.yml",
        project
            .read("profiles.yml")
            .replace("dbname: \"shop\"", "dbname: \"{{ env_var('NOBODY_HAS_SET_THIS') }}\""));
    sources(
        """
        sources:
          - name: raw
            connection: shop
            tables: [{name: orders}]
        """);

    project.run("ls").succeeded().says("source:shop.raw.orders", "shop.revenue");
    project.run("compile", "--select", "revenue").succeeded().says("\"raw\".\"orders\"");
    project
        .run("run", "--exclude", "source:raw")
        .refused()
        .says("localhost:1")
        .neverSays("NOBODY_HAS_SET_THIS");
    project
        .run("run")
        .refused()
        .says("NOBODY_HAS_SET_THIS", "profiles.yml:")
        .neverSays("localhost:1");
    project.run("build", "--select", "+revenue").refused().says("NOBODY_HAS_SET_THIS");
  }

  @Test
  void copiesThatWouldBeOneTable() {
    project.model("customers", "{{ config(schema='raw') }} select 1 as id\n");
    project.file(
        "macros/names.sql",
        "{% macro generate_schema_name(name, node) %}{{ name or 'public' }}{% endmacro %}\n");
    sources(
        """
        sources:
          - name: raw
            connection: shop
            tables: [{name: orders}, {name: customers}]
          - name: other
            connection: shop
            load: {into: raw}
            tables: [{name: old_orders, identifier: orders}, {name: fine}]
          - name: not_loaded
            schema: raw
            tables: [{name: orders}]
        """);

    project
        .run("parse")
        .refused()
        .says(
            "The sources raw.orders and other.old_orders both become raw.orders",
            "models/sources.yml:8:21",
            "models/sources.yml:4:21",
            "The source raw.customers and the model customers both become raw.customers",
            "models/customers.sql:1")
        .neverSays("not_loaded");
  }

  @Test
  void aTableThatWouldBeCopiedOntoItself() {
    sources(
        """
        sources:
          - name: raw
            connection: dev
            tables: [{name: orders}]
        """);

    project.run("ls").succeeded();
    project
        .run("run")
        .refused()
        .says(
            "raw.orders would be copied onto itself\n  models/sources.yml:4:21", "load: {into: …}");
  }

  @Test
  void anotherDatabaseThanTheConnections() {
    sources(
        """
        sources:
          - name: raw
            connection: shop
            database: store
            tables: [{name: orders}]
        """);

    project
        .run("run")
        .refused()
        .says(
            "The source raw is in another database than its connection\n  models/sources.yml:4:5",
            "The source says \"store\", the output shop is connected to \"shop\".");
  }

  @Test
  void anEmbeddedServerThatIsNotThere() {
    project.file(
        "profiles.yml",
        ProjectFolder.profiles(
            ProjectFolder.output("dev", NOWHERE, "public"),
            "    shop: {type: embedded, directory: elsewhere/postgres, dbname: shop}\n"));
    sources(
        """
        sources:
          - name: raw
            connection: shop
            tables: [{name: orders}]
        """);

    project
        .run("run")
        .refused()
        .says(
            "The connection \"shop\" has no database yet\n  models/sources.yml:3:17",
            "elsewhere/postgres",
            "--target shop");
  }

  @Test
  void howItIsLoadedCanBeSelectedBy() {
    sources(
        """
        sources:
          - name: raw
            connection: shop
            load: {watermark: updated_at}
            tables: [{name: orders}, {name: customers, load: {watermark: at}}]
          - name: here
            tables: [{name: countries}]
        """);

    project
        .run("ls", "--select", "config.connection:shop")
        .succeeded()
        .says("source:shop.raw.orders", "source:shop.raw.customers")
        .neverSays("countries");
    project
        .run("ls", "--select", "config.load.watermark:at")
        .succeeded()
        .says("source:shop.raw.customers")
        .neverSays("orders");
    project
        .run("ls", "--select", "source:raw.orders+", "--resource-type", "model")
        .succeeded()
        .says("shop.revenue");
  }
}
