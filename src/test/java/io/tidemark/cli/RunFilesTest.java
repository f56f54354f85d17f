package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code target/run}: what was executed for a node, where dbt writes it. */
class RunFilesTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  RunFilesTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
  }

  @Test
  void everyKindOfNodeHasItsFile() {
    project
        .model("seen", "select 1 as id")
        .model("kept", "{{ config(materialized='table') }} select id from {{ ref('seen') }}")
        .file("seeds/raw/rates.csv", "id,rate\n1,2\n")
        .file("tests/none.sql", "select 1 where false")
        .file(
            "models/s.yml", "models: [{name: seen, columns: [{name: id, data_tests: [not_null]}]}]")
        .file(
            "snapshots/history.sql",
            """
            {% snapshot history %}
            {{ config(unique_key='id', strategy='check', check_cols='all') }}
            select id from {{ ref('seen') }}
            {% endsnapshot %}
            """);

    project.run("build").succeeded();

    assertThat(project.read("target/run/shop/models/seen.sql"))
        .startsWith("create view")
        .contains("select 1 as id")
        .doesNotContain("/*", "rename", "drop")
        .endsWith(";\n");
    assertThat(project.read("target/run/shop/models/kept.sql"))
        .startsWith("create table")
        .doesNotContain("rename", "drop");
    assertThat(project.read("target/run/shop/seeds/raw/rates.csv"))
        .contains("create table", "copy ");
    assertThat(project.read("target/run/shop/tests/none.sql")).contains("count(*)", "where false");
    assertThat(project.read("target/run/shop/models/s.yml/not_null_seen_id.sql"))
        .contains("count(*)");
    assertThat(project.read("target/run/shop/snapshots/history.sql")).contains("create table");
    project.run("clean").succeeded();
    assertThat(project.has("target/run")).isFalse();
  }

  @Test
  void aNodeThatFailedHasItsFileToo() {
    project.model("wrong", "select 1 / 0 as id").model("late", "select * from {{ ref('wrong') }}");
    project.file(
        "dbt_project.yml", project.read("dbt_project.yml") + "models: {+materialized: table}\n");

    project.run("run").nodeFailed();

    assertThat(project.read("target/run/shop/models/wrong.sql")).contains("1 / 0");
    assertThat(project.has("target/run/shop/models/late.sql")).isFalse();
  }

  @Test
  void ofAMaterializationOfTheProjectsItIsTheMainStatement() {
    project
        .file(
            "macros/marked.sql",
            """
            {% materialization marked, default %}
              {% do run_query('select 1 as introspected') %}
              {% call statement('main') %}
                create table {{ this }} as select * from ({{ sql }}) written
              {% endcall %}
              {{ adapter.commit() }}
              {{ return({'relations': [this]}) }}
            {% endmaterialization %}
            """)
        .model("one", "{{ config(materialized='marked') }} select 1 as id");

    project.run("run").succeeded();

    assertThat(project.read("target/run/shop/models/one.sql"))
        .contains("written")
        .doesNotContain("introspected");
  }

  @Test
  void aBatchHasAFileOfItsOwn() {
    project.model(
        "daily",
        """
        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
                  batch_size='day', begin='2024-01-01', unique_key='id') }}
        select 1 as id, timestamp '2024-01-01 10:00' as at
        """);

    project
        .run("run", "--event-time-start", "2024-01-01", "--event-time-end", "2024-01-03")
        .succeeded();

    assertThat(project.read("target/run/shop/models/daily/daily_2024-01-01.sql"))
        .contains("create table");
    assertThat(project.has("target/run/shop/models/daily/daily_2024-01-02.sql")).isTrue();
  }

  @Test
  void ofManyChunksTheFirstAreWritten() {
    project.model(
        "loaded",
        """
        {{ config(materialized='incremental', unique_key='id', chunk_size=10) }}
        select g as id, rpad('x', 400) as note, {{ var('v', 1) }} as v
        from generate_series(1, 3000) g
        """);
    project.run("run").succeeded();

    project.run("run", "--vars", "{v: 2}", "--threads", "1").succeeded();

    assertThat(project.read("target/run/shop/models/loaded.sql"))
        .contains("merge into", "\n-- and ")
        .hasSizeLessThan(200_000);
  }
}
