package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks inside and outside the transaction, of a node and of the run; comments. */
class HooksAndDocumentationTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private Warehouse warehouse;

  @BeforeEach
  void empty(@TempDir Path folder) {
    warehouse = new Warehouse(folder, database);
    warehouse.execute(
        "create table public.log (no int generated always as identity, what text, tx bigint default"
            + " txid_current())");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "incremental"})
  void hooksRunInTheNodesTransactionUnlessTheySayOtherwise(String materialized) {
    warehouse
        .project()
        .model(
            "orders",
            """
            {{ config(materialized='KIND',
              pre_hook=[{'sql': "insert into public.log (what) values ('before')", 'transaction': false},
                "insert into public.log (what) values ('pre')"],
              post_hook=["insert into public.log (what) values ('post {{ this.name }}')",
                {'sql': "insert into public.log (what) values ('after')", 'transaction': false},
                "{% if false %}never{% endif %}"]) }}
            select 1 as id
            """
                .replace("KIND", materialized));
    for (int i = 0; i < 2; i++) {
      warehouse.execute("truncate public.log");

      warehouse.run();

      assertThat(warehouse.rows("select what from public.log order by no"))
          .containsExactly("(before)", "(pre)", "(\"post orders\")", "(after)");
      assertThat(
              warehouse.text(
                  "select count(distinct tx) || ' ' || count(distinct tx) filter (where what ~"
                      + " '^p') from public.log"))
          .isEqualTo("3 1");
    }
  }

  @Test
  void whatAHookDoesToItsSessionEndsWithTheNode() {
    warehouse
        .project()
        .model(
            "a",
            "{{ config(pre_hook=[\"set search_path to pg_catalog\", \"set work_mem to '77MB'\"],"
                + " post_hook=\"select pg_advisory_lock(42)\") }} select 1 as id")
        .model(
            "b",
            "select current_setting('search_path') as path, current_setting('work_mem') as memory"
                + " from {{ ref('a') }}");

    warehouse.run();

    assertThat(warehouse.rows("select path <> 'pg_catalog' and memory <> '77MB' from public.b"))
        .containsExactly("(t)");
    assertThat(
            warehouse.text(
                "select count(*) from pg_locks where locktype = 'advisory' and objid = 42"))
        .isEqualTo("0");
  }

  /** What dbt's own macros for hooks give is JSON with line breaks around it. */
  @Test
  void hooksByDbtsMacrosRunOutsideOfTheTransaction() {
    warehouse
        .project()
        .model(
            "a",
            """
            {{ config(materialized='table',
                pre_hook=[before_begin("insert into public.log (what) values ('before')")],
                post_hook=after_commit("vacuum {{ this }}")) }}
            select what from public.log
            """);

    warehouse.run();

    assertThat(warehouse.rows("select what from public.a")).containsExactly("(before)");
  }

  @Test
  void hooksOfTheRunFrameItHoweverItEnds() {
    warehouse
        .project()
        .with(
            "dbt_project.yml",
            """
            name: shop
            profile: shop
            on-run-start: ["insert into public.log (what) values ('start')"]
            on-run-end: ["insert into public.log (what) values ('end')", "select nope()"]
            """)
        .model("bad", "select no_such_column");

    RunResult result = warehouse.tryToRun();

    assertThat(warehouse.rows("select what from public.log order by no"))
        .containsExactly("(start)", "(end)");
    assertThat(result.hooks())
        .extracting(hook -> hook.status())
        .containsExactly(RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.ERROR);
    assertThat(result.successful()).isFalse();
  }

  @Test
  void aFailingStartHookKeepsEveryNodeFromRunning() {
    warehouse
        .project()
        .with("dbt_project.yml", "name: shop\nprofile: shop\non-run-start: select nope()\n")
        .model("a", "select 1 as id");

    RunResult result = warehouse.tryToRun();

    assertThat(result.count(RunStatus.SKIPPED)).isEqualTo(1);
    assertThat(warehouse.text("select to_regclass('public.a')")).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "incremental"})
  void descriptionsBecomeComments(String materialized) {
    warehouse
        .project()
        .model("orders", "select 1 as id, 2 as \"ID\", 3 as plain")
        .with(
            "models/orders.yml",
            """
            models:
              - name: orders
                description: "It's a \\\\ \\"table\\" $$ of {{ 'ord' ~ 'ers' }}"
                config:
                  materialized: %s
                  persist_docs: {relation: true, columns: true}
                columns:
                  - {name: ID, quote: true, description: "upper's"}
                  - {name: id, description: lower}
                  - {name: PLAIN, description: folded}
                  - {name: gone, description: not there}
            """
                .formatted(materialized));
    warehouse.run();
    warehouse.run();

    assertThat(warehouse.text("select obj_description('public.orders'::regclass)"))
        .isEqualTo("It's a \\ \"table\" $$ of orders");
    assertThat(
            warehouse.rows(
                "select attname, col_description(attrelid, attnum) from pg_attribute"
                    + " where attrelid = 'public.orders'::regclass and attnum > 0 order by attnum"))
        .containsExactly("(id,lower)", "(ID,upper's)", "(plain,folded)");
    assertThat(warehouse.told().warnings())
        .containsExactly(
            "In relation public.orders: The following columns are specified in the schema but are"
                + " not present in the database: gone");
  }
}
