package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.RunResult;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code materialized: materialized_view}, as dbt-postgres has it. */
class MaterializedViewTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private Warehouse warehouse;

  @BeforeEach
  void empty(@TempDir Path folder) {
    warehouse = new Warehouse(folder, database);
    warehouse.execute("create table public.raw as select 1 as id");
  }

  @Test
  void itIsMadeOnceAndRefreshedAfterwards() {
    model("", "select * from public.raw");
    assertThat(message(warehouse.run())).isEqualTo("SELECT 1");
    assertThat(warehouse.kind("orders")).isEqualTo("m");

    warehouse.execute("insert into public.raw values (2)");
    assertThat(message(warehouse.run())).isEqualTo("REFRESH MATERIALIZED VIEW");
    assertThat(warehouse.rows("select id from public.orders order by 1"))
        .containsExactly("(1)", "(2)");
  }

  @Test
  void anotherQueryIsTakenWithAFullRefresh() {
    model("", "select * from public.raw");
    warehouse.run();

    model("", "select id + 1 as id from public.raw");
    warehouse.run();
    assertThat(warehouse.rows("select id from public.orders")).containsExactly("(1)");

    warehouse.project().fullRefresh(true);
    warehouse.run();
    assertThat(warehouse.rows("select id from public.orders")).containsExactly("(2)");
  }

  @Test
  void indexesFollowTheConfiguration() {
    model("indexes=[{'columns': ['id']}]", "select * from public.raw");
    warehouse.run();
    String first = indexes().get(0);
    warehouse.run();
    assertThat(indexes()).containsExactly(first);

    model("indexes=[{'columns': ['id'], 'type': 'hash'}]", "select * from public.raw");
    warehouse.run();

    assertThat(indexes()).hasSize(1).first().asString().contains("USING hash");
  }

  @Test
  void whatIsConfiguredDecidesWhatBecomesOfAChange() {
    model("", "select * from public.raw");
    warehouse.run();
    warehouse.execute("insert into public.raw values (2)");

    model("on_configuration_change='continue', indexes=[{'columns': ['id']}]", "select 1 as id");
    assertThat(message(warehouse.run())).startsWith("skip ");
    assertThat(warehouse.told().warnings()).hasSize(1);

    model("on_configuration_change='fail', indexes=[{'columns': ['id']}]", "select 1 as id");
    RunResult failed = warehouse.tryToRun();
    assertThat(failed.successful()).isFalse();
    assertThat(message(failed)).contains("`on_configuration_change` was set to `fail`");

    assertThat(indexes()).isEmpty();
    assertThat(warehouse.rows("select id from public.orders")).containsExactly("(1)");
  }

  @Test
  void itTakesThePlaceOfOthersAndOthersItsPlace() {
    for (String kind : List.of("view", "materialized_view", "table", "materialized_view", "view")) {
      warehouse
          .project()
          .model("orders", "{{ config(materialized='" + kind + "') }} select 1 as id");

      warehouse.run();

      assertThat(warehouse.kind("orders")).isEqualTo(kind.substring(0, 1).replace('t', 'r'));
    }
    assertThat(warehouse.rows("select relname from pg_class where relname ~ '__dbt'")).isEmpty();
  }

  private void model(String config, String sql) {
    String comma = config.isEmpty() ? "" : ", ";
    warehouse
        .project()
        .model(
            "orders",
            "{{ config(materialized='materialized_view'" + comma + config + ") }} " + sql);
  }

  private List<String> indexes() {
    return warehouse.rows("select indexdef from pg_indexes where tablename = 'orders'");
  }

  private static String message(RunResult result) {
    return result.results().get(0).message();
  }
}
