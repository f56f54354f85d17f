package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.ConnectionSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with models is told before anything runs, all of it at once. Needs no server. */
class ModelProblemsTest {

  private static final ConnectionSettings NOWHERE =
      ConnectionSettings.builder("localhost", "nobody", "nowhere").port(1).build();

  private final ProjectFolder project;

  ModelProblemsTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, NOWHERE, "public")
            .model("customers", "select 1 as id\n")
            .file(
                "models/sources.yml",
                "version: 2\nsources:\n  - name: raw\n    tables:\n      - name: orders\n");
  }

  @Test
  void aSourceThatIsDisabledIsCalledSo() {
    project
        .file(
            "models/off.yml",
            "sources: [{name: 'off', config: {enabled: false}, tables: [{name: orders}]}]")
        .model("reads", "select * from {{ source('off', 'orders') }}")
        .run("run")
        .refused()
        .says("reads the source \"off.orders\", which is disabled", "models/off.yml:1");
  }

  @Test
  void aHookIsConfiguredUnderOneOfItsTwoNames() {
    project
        .model("hooked", "{{ config({'pre_hook': 'select 1', 'pre-hook': 'select 2'}) }}\nselect 1")
        .run("run")
        .refused()
        .says("models/hooked.sql:1", "both pre_hook and pre-hook");
  }

  @Test
  void readingWhatIsNotThere() {
    project
        .model("gone", "{{ config(enabled=false) }} select 1\n")
        .model("orders", "select *\nfrom {{ ref('custmers') }}\njoin {{ ref('paymnts') }}\n")
        .model("staged", "select * from {{ source('raw', 'ordrs') }}\n")
        .model("late", "select * from {{ ref('gone') }}\n")
        .file("models/plain.sql.mustache", "select *\nfrom {{ref.custmers}}\n");

    project
        .run("run")
        .refused()
        .says(
            """
            The model orders reads "custmers", which is not there
              models/orders.sql:2
                2 | from {{ ref('custmers') }}
              Did you mean "customers"?
            """,
            "The model orders reads \"paymnts\", which is not there\n  models/orders.sql:3\n",
            """
            The model plain reads "custmers", which is not there
              models/plain.sql.mustache:2
            """,
            """
            The model staged reads the source "raw.ordrs", which is not there
              models/staged.sql:1
                1 | select * from {{ source('raw', 'ordrs') }}
              Did you mean "raw.orders"?
            """,
            """
            The model late reads "gone", which is disabled
              models/late.sql:1
            """,
            "models/gone.sql:1");
  }

  @Test
  void modelsInACircle() {
    project
        .model("a", "select * from {{ ref('c') }}\n")
        .model("b", "select * from {{ ref('a') }}\n")
        .model("c", "select * from {{ ref('b') }}\n");

    project
        .run("run")
        .refused()
        .says("in a circle: a → b → c → a", "models/a.sql:1", "models/b.sql:1", "models/c.sql:1");
  }

  @Test
  void twoModelsOfOneName() {
    project.model("marts/customers", "select 2 as id\n");

    project
        .run("run")
        .refused()
        .says(
            "There are two models named \"customers\"",
            "models/customers.sql:1",
            "models/marts/customers.sql:1");
  }

  @Test
  void templatesThatCannotBeRead() {
    project
        .model("expression", "select\n  {{ 1 + }}\n")
        .model("block", "select 1\n{% if true %}\n")
        .file("models/section.sql.mustache", "select 1\n{{#is_incremental}}\n")
        .file("models/unknown.sql.mustache", "select\n  {{is_incremntal}}\n");

    project
        .run("parse")
        .refused()
        .says(
            "models/expression.sql:2\n    2 |   {{ 1 + }}",
            "models/block.sql:2\n    2 | {% if true %}",
            "models/section.sql.mustache:2\n    2 | {{#is_incremental}}",
            "\"is_incremntal\" is not known here",
            "models/unknown.sql.mustache:2\n    2 |   {{is_incremntal}}",
            "is_incremental");
  }

  /** As in dbt: the node may never run. */
  @Test
  void aVariableThatNobodySetsMattersWhenItsModelIsCompiled() {
    project.model("variable", "select {{ var('region') }} as region\n");

    project.run("parse").succeeded();
    project.run("compile").says("Required var 'region' not found", "models/variable.sql:1");
  }

  @Test
  void configurationThatIsNotAllowed() {
    project
        .model("kind", "{{ config(materialized='tabel') }} select 1 as id\n")
        .model(
            "both",
            """
            {{ config(materialized='incremental', chunk_size='lots',
                      incremental_strategy='mrge') }}
            select 1 as id
            """)
        .file(
            "models/marts.yml",
            "version: 2\nmodels:\n  - name: customers\n    config: {materialized: vieww}\n");

    project
        .run("run")
        .refused()
        .says(
            """
              Found the text "tabel". Allowed: ephemeral, incremental, materialized_view, table, view. Did you mean "table"?
            """,
            "models/kind.sql:1",
            "Found the text \"lots\". Allowed: a number of rows of at least 1, all.",
            "Found the text \"mrge\". Allowed: append, delete+insert, merge, microbatch. Did you"
                + " mean \"merge\"?",
            """
              models/marts.yml:4:28
                4 |     config: {materialized: vieww}
                  |                            ^
            """);
  }

  @Test
  void macrosThatAreNotThere() {
    project
        .file("macros/cents.sql", "{% macro cents_to_euros(x) %}{{ x }} / 100{% endmacro %}\n")
        .model("prices", "select\n  {{ cents_to_euro('price') }} as price\n");

    project
        .run("compile")
        .refused()
        .says(
            "'cents_to_euro' is undefined",
            "models/prices.sql:2\n    2 |   {{ cents_to_euro('price') }} as price",
            "'cents_to_euros'");
  }

  @Test
  void aNameThatIsNotThereIsAnErrorWhenStrict() {
    project.model("prices", "select 1 as id {{ nothing }}\n");

    project.run("compile", "--select", "prices").succeeded();
    project
        .run("compile", "--select", "prices", "--strict")
        .refused()
        .says("'nothing' is undefined", "models/prices.sql:1");
  }

  @Test
  void aMacroThatRefusesToGoOnNamesBothPlaces() {
    project
        .file(
            "macros/stop.sql",
            """
            {% macro stop() %}
            {{ exceptions.raise_compiler_error('not today') }}
            {% endmacro %}
            """)
        .model("stopped", "select\n{{ stop() }}\n");

    project
        .run("compile")
        .refused()
        .says("not today", "macros/stop.sql:2", "models/stopped.sql, line 2");
  }

  @Test
  void aMacroThatCallsItselfForEverIsStoppedInAFewLines() {
    project
        .file("macros/again.sql", "{% macro again() %}{{ again() }}{% endmacro %}\n")
        .model("endless", "select {{ again() }}\n");

    Outcome compile = project.run("compile");

    compile
        .refused()
        .says("more than 300 deep", "macros/again.sql:1", " more\n", "models/endless.sql, line 1");
    assertThat(compile.err().lines()).hasSizeLessThan(20);
  }
}
