package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Macros that a project puts in the place of dbt's take effect in the engine's materializations.
 */
class OverriddenMacrosTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private Warehouse warehouse;

  @BeforeEach
  void empty(@TempDir Path folder) {
    warehouse = new Warehouse(folder, database);
  }

  @Test
  void aMacroBehindAnAdaptersMethodTakesItsPlace() {
    warehouse
        .project()
        .model("base", "{{ config(materialized='table') }} select 1 as a, 2 as b")
        .model(
            "asking",
            """
            {{ config(materialized='table') }} -- depends_on: {{ ref('base') }}
            {% set said = adapter.get_columns_in_relation(ref('base')) if execute %}
            select '{{ said }}' as said, '{{ get_columns_in_relation(ref('base')) if execute }}' as called
            """);
    warehouse
        .project()
        .with(
            "macros/columns.sql",
            """
            {% macro get_columns_in_relation(relation) %}
              {{ return('mine of ' ~ (dbt.get_columns_in_relation(relation) | length)) }}
            {% endmacro %}
            """);
    warehouse.run();
    assertThat(warehouse.rows("select * from public.asking"))
        .containsExactly("(\"mine of 2\",\"mine of 2\")");
    warehouse
        .project()
        .with(
            "macros/columns.sql",
            "{% macro postgres__get_columns_in_relation(relation) %}{{ return('theirs') }}{%"
                + " endmacro %}");
    warehouse.run();
    assertThat(warehouse.rows("select * from public.asking")).containsExactly("(theirs,theirs)");
  }

  @Test
  void theStatementsThatCreateTablesAndViews() {
    macro(
        "postgres__create_table_as(temporary, relation, sql)",
        "create table {{ relation }} with (fillfactor = 70) as {{ sql }}");
    macro(
        "create_view_as(relation, sql)",
        "create view {{ relation }} with (security_barrier) as {{ sql }}");
    warehouse
        .project()
        .model("a", "{{ config(materialized='table') }} select 1 as id")
        .model("b", "select 1 as id");

    warehouse.run();

    assertThat(
            warehouse.rows(
                "select reloptions::text from pg_class where relname in ('a', 'b') order by"
                    + " relname"))
        .containsExactly("({fillfactor=70})", "({security_barrier=true})");
  }

  @Test
  void aStrategyOfTheProjectsOwn() {
    macro(
        "get_incremental_insert_new_sql(arg_dict)",
        "insert into {{ arg_dict.target_relation }} select * from {{ arg_dict.temp_relation }} s"
            + " where not exists (select from {{ arg_dict.target_relation }} t where t.{{"
            + " arg_dict.unique_key }} = s.{{ arg_dict.unique_key }})");
    warehouse
        .project()
        .model(
            "orders",
            "{{ config(materialized='incremental', incremental_strategy='insert_new',"
                + " unique_key='id') }} select 1 as id, {{ is_incremental() }} as later union all"
                + " select {{ 2 if is_incremental() else 1 }}, true");
    warehouse.run();

    var result = warehouse.run();

    assertThat(result.results().get(0).message()).isEqualTo("INSERT 0 1");
    assertThat(warehouse.rows("select * from public.orders order by 1, 2"))
        .containsExactly("(1,f)", "(1,t)", "(2,t)");
    assertThat(warehouse.told().notices())
        .anyMatch(told -> told.contains("get_incremental_insert_new_sql"));
  }

  @Test
  void theStatementOfAStrategyAndWhatFollowsChangedColumns() {
    macro(
        "default__get_delete_insert_merge_sql(target, source, unique_key, dest_columns,"
            + " incremental_predicates)",
        "insert into {{ target }} ({{ get_quoted_csv(dest_columns | map(attribute='name')) }})"
            + " (select * from {{ source }})");
    warehouse.project().model("orders", orders("1 as id"));
    warehouse.run();
    warehouse.project().model("orders", orders("1 as id, 'x' as note"));

    warehouse.run();

    assertThat(warehouse.rows("select id, note from public.orders order by 2 nulls first"))
        .containsExactly("(1,)", "(1,x)");
    assertThat(warehouse.rows("select 1 from pg_class where relname like 'orders\\_\\_%'"))
        .isEmpty();
  }

  @Test
  void indexesAndComments() {
    macro(
        "postgres__get_create_index_sql(relation, index_dict)",
        "create index mine on {{ relation }} ({{ index_dict.columns[0] }})");
    macro(
        "postgres__alter_relation_comment(relation, comment)",
        "comment on table {{ relation }} is '* {{ comment }}'");
    warehouse
        .project()
        .with(
            "models/m.yml",
            "models: [{name: orders, description: all of them, config: {persist_docs: {relation:"
                + " true}}}]")
        .model(
            "orders",
            "{{ config(materialized='table', indexes=[{'columns': ['id']}]) }} select 1 as id");

    warehouse.run();

    assertThat(warehouse.rows("select indexname from pg_indexes where tablename = 'orders'"))
        .containsExactly("(mine)");
    assertThat(warehouse.text("select obj_description('public.orders'::regclass)"))
        .isEqualTo("* all of them");
  }

  @Test
  void theTableOfASnapshotAndWhatIsMergedIntoIt() {
    warehouse.execute("create table public.raw as select 1 as id, 'a' as name");
    macro(
        "default__build_snapshot_table(strategy, sql)",
        "select *, 'first' as how, {{ strategy.scd_id }} as dbt_scd_id, {{ strategy.updated_at }}"
            + " as dbt_updated_at, {{ strategy.updated_at }} as dbt_valid_from, null::timestamp as"
            + " dbt_valid_to from ({{ sql }}) q");
    macro(
        "snapshot_merge_sql(target, source, insert_cols)",
        "insert into {{ target }} ({{ insert_cols | join(', ') }}, how) select {{ insert_cols |"
            + " join(', ') }}, 'merged' from {{ source }} where dbt_change_type = 'insert'");
    warehouse
        .project()
        .with(
            "snapshots/history.sql",
            "{% snapshot history %}{{ config(unique_key='id', strategy='check', check_cols='all',"
                + " indexes=[{'columns': ['id']}]) }} select * from public.raw{% endsnapshot %}");
    warehouse.run();
    warehouse.execute("update public.raw set name = 'b'");

    var result = warehouse.run();

    assertThat(result.results().get(0).message()).isEqualTo("INSERT 0 1");
    assertThat(
            warehouse.rows(
                "select name, how, dbt_valid_to is null from public.history order by name"))
        .containsExactly("(a,first,t)", "(b,merged,t)");
    assertThat(warehouse.text("select count(*) from pg_indexes where tablename = 'history'"))
        .isEqualTo("1");
  }

  private static String orders(String columns) {
    return "{{ config(materialized='incremental', unique_key='id',"
        + " on_schema_change='append_new_columns') }} select "
        + columns;
  }

  private void macro(String signature, String text) {
    warehouse
        .project()
        .with(
            "macros/" + signature.replaceAll("\\(.*", "") + ".sql",
            "{% macro " + signature + " %}" + text + "{% endmacro %}");
  }
}
