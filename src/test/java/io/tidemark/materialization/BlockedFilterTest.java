package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that compares with a NULL lets no row pass, ever; that is told, and nothing else is. */
class BlockedFilterTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String CONFIG = "{{ config(materialized='incremental', unique_key='id') }} ";

  private Warehouse warehouse;

  @BeforeEach
  void anEmptyTable(@TempDir Path directory) {
    warehouse = new Warehouse(directory, database);
    warehouse.execute("create table public.raw (id integer, at date)");
    filter("at > (select max(at) from {{ this }})");
    warehouse.run();
  }

  @Test
  void anEmptyTableIsToldOnceTheModelHasRowsAndForgottenWhenRowsCome() {
    warehouse.run();
    assertThat(warehouse.told().warnings()).isEmpty();

    warehouse.execute("insert into public.raw values (1, '2024-01-01')");
    warehouse.run();
    assertThat(warehouse.told().warnings())
        .singleElement()
        .asString()
        .startsWith("its filter lets no row pass, now and for ever: max(at) is NULL")
        .contains("the table is empty", "coalesce(max(at), …)", "--full-refresh");
    assertThat(blocked()).isEqualTo("{at} true");
    final String since = warehouse.text("select since from tidemark.blocked_filter");

    warehouse.run();
    assertThat(warehouse.told().warnings()).hasSize(1);
    assertThat(warehouse.text("select since from tidemark.blocked_filter")).isEqualTo(since);

    filter("at > (select coalesce(max(at), '1900-01-01') from {{ this }})");
    warehouse.run();
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("1");
    assertThat(warehouse.told().warnings()).isEmpty();
    assertThat(blocked()).isEqualTo("null");
  }

  /** What each of them asks is NULL, and each of them blocks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "at > (select max(at) from {{ this }})",
        "at >= (select max(t.at)::date - 3 from {{ this }} as t where t.id > 0)",
        "at > (select MAX ( date_trunc('day', \"at\") ) /* max(id) */ FROM {{ this }})",
        "at > (select m from (select max(at) as m from {{ this.schema }}.{{ this.name }}) g)",
        "at > {{ high_water_mark('at') }}",
      })
  void aColumnOfNullsIsToldHoweverItIsAsked(String condition) {
    warehouse.execute("insert into public.orders values (1, null)");
    warehouse.execute("insert into public.raw values (1, null), (2, '2024-01-01')");
    filter(condition);

    warehouse.run();

    assertThat(warehouse.told().warnings())
        .singleElement()
        .asString()
        .contains("max(at) is NULL, because the table holds no other value");
    assertThat(blocked()).isEqualTo("{at} false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing is new; the mark is known.
        "id > (select max(id) from {{ this }})",
        // No row would pass without max() either.
        "false and 'max(at)' = 'x' -- (select max(at) from {{ this }})\n",
        // Another table's.
        "id > 1 and at > (select max(at) from public.raw where false)",
      })
  void anEmptyIncrementForAnotherReasonIsNotTold(String condition) {
    warehouse.execute("insert into public.orders values (1, null)");
    warehouse.execute("insert into public.raw values (1, null)");
    filter(condition);

    warehouse.run();

    assertThat(warehouse.told().warnings()).isEmpty();
    assertThat(blocked()).isEqualTo("null");
  }

  /** No mark means that nothing was loaded: then there is nothing to filter by. */
  @Test
  void withAHighWaterMarkAnEmptyTableLoadsAll() {
    warehouse.execute("insert into public.raw values (1, '2024-01-01'), (2, null)");
    filter("at > {{ high_water_mark('at') }}");

    warehouse.run();

    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("2");
    assertThat(warehouse.told().warnings()).isEmpty();
  }

  private void filter(String condition) {
    warehouse
        .project()
        .model(
            "orders",
            CONFIG
                + "select * from public.raw {% if is_incremental() %} where "
                + condition
                + " {% endif %}");
  }

  private String blocked() {
    return warehouse.text(
        "select max(column_names::text || ' ' || table_empty::text) from tidemark.blocked_filter");
  }
}
