package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The config {@code grants}. */
class GrantsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private Warehouse warehouse;

  @BeforeEach
  void empty(@TempDir Path folder) {
    warehouse = new Warehouse(folder, database);
    for (String role : List.of("reader", "writer", "Odd One")) {
      warehouse.execute(
          "do $$ begin if not exists (select from pg_roles where rolname = '"
              + role
              + "') then create role \""
              + role
              + "\"; end if; end $$");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "incremental", "materialized_view"})
  void whatIsConfiguredIsGrantedAndTheRestRevoked(String materialized) {
    String model =
        "{{ config(materialized='" + materialized + "', grants=GRANTS) }} select 1 as id";
    warehouse
        .project()
        .model(
            "orders",
            model.replace("GRANTS", "{'select': ['reader', 'writer'], 'insert': 'reader'}"));
    warehouse.run();
    assertThat(grants()).containsExactly("(reader,INSERT)", "(reader,SELECT)", "(writer,SELECT)");

    warehouse.execute("grant update on public.orders to \"Odd One\"");
    warehouse.project().model("orders", model.replace("GRANTS", "{'select': ['writer']}"));
    warehouse.run();
    assertThat(grants()).containsExactly("(writer,SELECT)");
  }

  @Test
  void grantsOfFoldersAreExtendedByAPlus() {
    warehouse
        .project()
        .with("models/models.yml", "models: [{name: orders, config: {grants: {select: [reader]}}}]")
        .model("orders", "{{ config(grants={'+select': ['writer']}) }} select 1 as id");

    warehouse.run();

    assertThat(grants()).containsExactly("(reader,SELECT)", "(writer,SELECT)");
  }

  @Test
  void aProjectsMacroDecidesHowIsGranted() {
    warehouse
        .project()
        .with(
            "macros/grants.sql",
            "{% macro postgres__get_grant_sql(relation, privilege, grantees) %}grant {{ privilege"
                + " }} on {{ relation }} to writer{% endmacro %}")
        .model("orders", "{{ config(grants={'select': ['reader']}) }} select 1 as id");

    warehouse.run();

    assertThat(grants()).containsExactly("(writer,SELECT)");
  }

  private List<String> grants() {
    return warehouse.rows(
        "select grantee::regrole::text, privilege_type from pg_class, aclexplode(relacl) where"
            + " relname = 'orders' and grantee <> relowner order by 1, 2");
  }
}
