package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project's own {@code get_incremental_microbatch_sql}: as in dbt it is given all rows at once,
 * unless {@code require_batched_execution_for_custom_microbatch_strategy} asks for batches.
 */
class WrittenMicrobatchTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String[] TWO_DAYS = {
    "run", "--event-time-start", "2024-01-02", "--event-time-end", "2024-01-04"
  };

  private final ProjectFolder project;

  WrittenMicrobatchTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .file(
                "models/sources.yml",
                "sources: [{name: raw, schema: public, config: {event_time: at}, tables: [{name:"
                    + " orders}]}]")
            .model(
                "orders",
                "{{ config(materialized='incremental', incremental_strategy='microbatch',"
                    + " event_time='at', batch_size='day', begin='2024-01-01') }}"
                    + " select id, at from {{ source('raw', 'orders') }}")
            .file(
                "macros/batches.sql",
                """
                {% macro get_incremental_microbatch_sql(arg_dict) %}
                  insert into {{ arg_dict.target_relation }}
                  select id + 100, at from {{ arg_dict.temp_relation }}
                {% endmacro %}
                """);
  }

  @BeforeEach
  void ordersOfThreeDays() {
    database.execute(
        """
        drop schema if exists shop cascade;
        drop schema if exists tidemark cascade;
        drop schema public cascade; create schema public;
        create table public.orders as
          select d as id, '2023-12-31 12:00'::timestamp + d * interval '1 day' as at
          from generate_series(1, 3) d;
        """);
  }

  @Test
  void itIsGivenEverythingAtOnceAndThatIsDeprecated() {
    project
        .run(TWO_DAYS)
        .succeeded()
        .says("[SELECT 3 in ", "require_batched_execution_for_custom_microbatch_strategy");

    project.run(TWO_DAYS).succeeded().says("[INSERT 0 3 in ").neverSays("Batch 1 of");

    assertThat(ids()).isEqualTo("1 2 3 101 102 103");
  }

  @Test
  void itIsGivenBatchesWhereTheProjectSaysSo() {
    project.append(
        "dbt_project.yml",
        "\nflags: {require_batched_execution_for_custom_microbatch_strategy: true}\n");

    project.run(TWO_DAYS).succeeded().says("Batch 2 of 2 OK created batch 2024-01-03");
    assertThat(ids()).isEqualTo("2 103");

    project.run(TWO_DAYS).succeeded();
    assertThat(ids()).isEqualTo("2 102 103 103");
  }

  private static @Nullable String ids() {
    return database.queryText("select string_agg(id::text, ' ' order by id) from shop.orders");
  }
}
