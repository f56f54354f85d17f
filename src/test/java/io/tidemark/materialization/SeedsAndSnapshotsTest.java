package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Seeds and snapshots as nodes of a project: their order, their configuration, what they tell. */
class SeedsAndSnapshotsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void emptyDatabase() {
    warehouse = new Warehouse(folder, database);
  }

  @Test
  void aSeedComesBeforeItsModelAndASnapshotAfterBoth() {
    warehouse
        .project()
        .with("seeds/goods.csv", "id,price\n1,2.5\n2,3\n")
        .model("dear", "select * from {{ ref('goods') }} where price > 2.7")
        .with(
            "snapshots/history.sql",
            """
            {% snapshot history %}
            {{ config(unique_key='id', strategy='check', check_cols=['price']) }}
            select * from {{ ref('dear') }}
            {% endsnapshot %}
            """);

    assertThat(messages(warehouse.run())).containsExactly("INSERT 2", "CREATE VIEW", "SELECT 1");

    warehouse.project().with("seeds/goods.csv", "id,price\n1,2.5\n2,4\n3,5\n");
    assertThat(messages(warehouse.run())).containsExactly("INSERT 3", "CREATE VIEW", "INSERT 0 2");
    assertThat(warehouse.rows("select id, price, dbt_valid_to is null from history order by 1, 2"))
        .containsExactly("(2,3,f)", "(2,4,t)", "(3,5,t)");
  }

  @Test
  void aSeedHasHooksDescriptionsAndIndexes() {
    warehouse
        .project()
        .with("seeds/goods.csv", "id;Name\n1;a\n")
        .with(
            "seeds/seeds.yml",
            """
            seeds:
              - name: goods
                description: What is sold
                columns: [{name: Name, quote: true, description: Its name}]
                config:
                  delimiter: ";"
                  column_types: {id: bigint}
                  persist_docs: {relation: true, columns: true}
                  indexes: [{columns: [id], unique: true}]
                  post_hook: "insert into {{ this }} values (2, 'of the hook')"
            """);
    warehouse.run();
    warehouse.run();

    assertThat(warehouse.rows("select * from goods order by id"))
        .containsExactly("(1,a)", "(2,\"of the hook\")");
    assertThat(warehouse.text("select obj_description('goods'::regclass)"))
        .isEqualTo("What is sold");
    assertThat(warehouse.text("select col_description('goods'::regclass, 2)"))
        .isEqualTo("Its name");
    assertThat(warehouse.text("select pg_typeof(id) from goods limit 1")).isEqualTo("bigint");
    assertThat(warehouse.text("select count(*) from pg_indexes where tablename = 'goods'"))
        .isEqualTo("1");
  }

  @Test
  void aSnapshotOfAPropertiesFileHasItsOwnNamesAndGrows() {
    warehouse.execute("create table public.raw as select 1 as id, 'a'::varchar(3) as name");
    warehouse
        .project()
        .with("models/sources.yml", "sources: [{name: public, tables: [{name: raw}]}]")
        .with(
            "snapshots/history.yml",
            """
            snapshots:
              - name: history
                relation: source('public', 'raw')
                config:
                  unique_key: [id]
                  strategy: check
                  check_cols: all
                  dbt_valid_to_current: "'9999-12-31'::timestamp"
                  snapshot_meta_column_names: {dbt_valid_to: Valid_Until, dbt_scd_id: version}
            """);
    warehouse.run();
    warehouse.execute(
        """
        alter table public.raw alter column name type varchar(9), add column more int;
        update public.raw set name = 'longer'
        """);
    warehouse.run();

    assertThat(
            warehouse.rows(
                """
                select id, name, more, valid_until = '9999-12-31' as open, length(version)
                from history order by open
                """))
        .containsExactly("(1,a,,f,32)", "(1,longer,,t,32)");
    assertThat(messages(warehouse.run())).containsExactly("INSERT 0 0");
  }

  @Test
  void keysThatRepeatAreSaid() {
    warehouse
        .project()
        .with("seeds/goods.csv", "id,price\n1,2\n1,3\n,4\n")
        .with(
            "snapshots/history.sql",
            """
            {% snapshot history %}
            {{ config(unique_key='id', strategy='check', check_cols='all') }}
            select * from {{ ref('goods') }}
            {% endsnapshot %}
            """);
    warehouse.run();

    assertThat(warehouse.told().warnings()).singleElement().asString().contains("2 keys repeat");
  }

  @Test
  void whatIsWrongWithASnapshotsConfigurationIsToldTogether() {
    warehouse.execute("create table public.history (id int)");
    warehouse
        .project()
        .with("seeds/goods.csv", "id\n1\n")
        .with(
            "snapshots/history.sql",
            """
            {% snapshot history %}
            {{ config(unique_key='id', strategy='timestamp', updated_at='id') }}
            select * from {{ ref('goods') }}
            {% endsnapshot %}
            """);
    RunResult result = warehouse.tryToRun();

    assertThat(result.results().get(1).message())
        .contains("not the table of this snapshot", "dbt_scd_id, dbt_valid_from, dbt_valid_to");
  }

  /** What becomes of rows that are gone is the strategy's to say, as in dbt. */
  @Test
  void aStrategyOfTheProjectsOwnAndGrants() {
    warehouse.execute(
        "do $$ begin create role reader; exception when duplicate_object then end $$");
    warehouse
        .project()
        .with("seeds/goods.csv", "id,version\n1,1\n2,1\n")
        .with("seeds/seeds.yml", "seeds: [{name: goods, config: {grants: {select: [reader]}}}]")
        .with(
            "macros/strategy.sql",
            """
            {% macro snapshot_newer_strategy(node, old, new, config_, target_exists) %}
              {% set key = config.get('unique_key') %}
              {% do return({'unique_key': key, 'updated_at': 'now()::timestamp',
                'row_changed': old ~ '.version < ' ~ new ~ '.version',
                'scd_id': snapshot_hash_arguments([key, 'version']),
                'hard_deletes': 'new_record'}) %}
            {% endmacro %}
            """)
        .with(
            "snapshots/history.sql",
            """
            {% snapshot history %}
            {{ config(unique_key='id', strategy='newer', hard_deletes='ignore',
                      grants={'select': ['reader']}) }}
            select * from {{ ref('goods') }}
            {% endsnapshot %}
            """);
    warehouse.run();
    warehouse.project().with("seeds/goods.csv", "id,version\n1,2\n");
    warehouse.run();

    assertThat(
            warehouse.rows(
                """
                select id, version, dbt_valid_to is null as open, dbt_is_deleted as gone
                from history order by id, version, open
                """))
        .containsExactly("(1,1,f,False)", "(1,2,t,False)", "(2,1,f,False)", "(2,1,t,True)");
    assertThat(warehouse.text("select dbt_scd_id = md5('1|2') from history where version = 2"))
        .isEqualTo("true");
    assertThat(
            warehouse.text(
                "select has_table_privilege('reader', 'goods', 'select')"
                    + " and has_table_privilege('reader', 'history', 'select')"))
        .isEqualTo("true");
  }

  /** dbt's setting of before {@code hard_deletes}; a text there is true in dbt. */
  @Test
  void whatIsGoneEndsAlsoWhereThatIsATextInQuotes() {
    warehouse
        .project()
        .with("seeds/goods.csv", "id,version\n1,1\n2,1\n")
        .with(
            "snapshots/history.sql",
            """
            {% snapshot history %}
            {{ config(unique_key='id', strategy='check', check_cols='all',
                      invalidate_hard_deletes='True') }}
            select * from {{ ref('goods') }}
            {% endsnapshot %}
            """);
    warehouse.run();
    warehouse.project().with("seeds/goods.csv", "id,version\n1,1\n");
    warehouse.run();

    assertThat(warehouse.rows("select id, dbt_valid_to is null as open from history order by id"))
        .containsExactly("(1,t)", "(2,f)");
  }

  private static List<String> messages(RunResult result) {
    return result.results().stream().map(NodeResult::message).toList();
  }
}
