package io.tidemark.materialization;

import java.util.List;

/**
 * The statements that dbt-postgres runs for the batches of a model, written down once more and on
 * purpose without a look at the engine's: on {@code public.oracle}, from {@code public.raw (id, at,
 * amount)}.
 */
final class MicrobatchOracle {

  private final Warehouse warehouse;

  MicrobatchOracle(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** A table built from nothing: the first day makes it, the others are merged. */
  void anew(List<String> days) {
    warehouse.execute(
        "drop table if exists public.oracle; create table public.oracle as " + rows(days.get(0)));
    further(days.subList(1, days.size()));
  }

  /** Days that are merged into the table. */
  void further(List<String> days) {
    for (String day : days) {
      warehouse.execute(
          """
          begin;
          create temporary table incoming on commit drop as %s;
          merge into public.oracle as DBT_INTERNAL_DEST
          using incoming as DBT_INTERNAL_SOURCE
          on (DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id)
          when matched then update set
            id = DBT_INTERNAL_SOURCE.id, at = DBT_INTERNAL_SOURCE.at,
            amount = DBT_INTERNAL_SOURCE.amount
          when not matched then insert (id, at, amount)
          values (DBT_INTERNAL_SOURCE.id, DBT_INTERNAL_SOURCE.at, DBT_INTERNAL_SOURCE.amount);
          commit
          """
              .formatted(rows(day)));
    }
  }

  private static String rows(String day) {
    return "select id, at, amount from public.raw where at >= '%1$s 00:00+00' and at < '%1$s 00:00+00'::timestamptz + interval '24 hours'"
        .formatted(day);
  }
}
