package io.tidemark.load.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Relation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that begin where the table ends are told from those that look back. */
class OnlyNewerTest {

  private static final Relation TARGET = new Relation("shop", "public", "orders");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "where a > (select max(a) from \"shop\".\"public\".\"orders\")",
        "where a >= (select max(a) from public.orders)",
        "where a > (select max(a) as greatest from public.orders as o) and b = 1",
        "where a > (select coalesce(max(a), '1900-01-01') from public.orders) order by a",
        "where a > (select coalesce(max(a), '1900-01-01'::date) as m from public.orders)",
        "WHERE (b is null or a > (SELECT MAX(\"a\") FROM public.orders))",
        "where a > (select max(a) from public.orders) -- - interval '3 days'",
      })
  void takesWhatIsNewer(String filter) {
    assertThat(OnlyNewer.takenBy("select * from raw.orders " + filter, TARGET)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "where a > (select max(a) from public.orders) - interval '3 days'",
        "where a > (select max(a) - interval '3 days' from public.orders)",
        "where a > (select coalesce(max(a) - 3, 0) from public.orders)",
        "where a > (select coalesce(max(a), 0) - 3 from public.orders)",
        "where a > (select date_trunc('day', max(a)) from public.orders)",
        "where a > (select max(a) from public.orders)::date",
        "where a > (select min(a) from public.orders)",
        "where a < (select max(a) from public.orders)",
        "where a = (select max(a) from public.orders)",
        "where a > (select max(a) from public.others)",
        "where a > (select max(a) from public.orders where b = 1)",
        "where a > '(select max(a) from public.orders)'",
        "where a > (select max(a",
      })
  void lookingBackIsNot(String filter) {
    assertThat(OnlyNewer.takenBy("select * from raw.orders " + filter, TARGET)).isFalse();
  }
}
