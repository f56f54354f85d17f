package io.tidemark.load.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Relation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns whose greatest value a query asks of its own table. */
class GreatestOfTargetTest {

  private static final Relation ORDERS = new Relation("db", "marts", "orders");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "where at > (select max(at) from \"db\".\"marts\".\"orders\")",
        "where at > (select max(o.at) from marts.orders as o)",
        "where at > (select coalesce(max(at), now()) from db.marts.orders)",
        "where at > (select MAX (cast(\"at\" as date)) - 3 FROM Marts.Orders)",
        "with m as (select max(at) as m from marts.orders) select * from x, m where x.at > m.m",
        "where at > (select max(at) -- the newest\n from /* our /* own */ */ marts.orders)",
        "where a = E'it\\'s' and b = $x$ '$x$ and at > (select max(at) from marts.orders)",
        "where at > (select max(at) from marts.orders -- and it ends here",
      })
  void itIsFound(String sql) {
    assertThat(GreatestOfTarget.names(sql, ORDERS)).contains("at").doesNotContain("o", "m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select max(at) from raw.orders",
        "select max(at) from \"Marts\".orders",
        "select 1 from marts.orders where at > (select max(at) from raw.orders)",
        "-- select max(at) from marts.orders",
        "select 'select max(at) from marts.orders'",
        "select $$ select max(at) from marts.orders $$",
        "select min(at) from marts.orders",
        "select max(at",
      })
  void nothingElseIs(String sql) {
    assertThat(GreatestOfTarget.names(sql, ORDERS)).isEmpty();
  }

  @Test
  void aQuotedNameIsTakenAsItStands() {
    assertThat(GreatestOfTarget.names("select max(\"At \"\"x\") from marts.orders", ORDERS))
        .containsExactly("At \"x");
  }
}
