/**
 * The orders that everything is measured on. Each row follows from its number alone, so every
 * machine has the same ones.
 *
 * @param rows how many
 * @param changed how many of them, spread evenly, are of the last day
 * @param key whether the keys follow the table's order
 */
record Orders(long rows, long changed, Options.Key key) {

  /** With this much lookback the model reads the rows of the last day again. */
  static final String LOOKBACK = "1 day";

  /** The name of a database that holds them; other orders have another name. */
  String name(String stage) {
    return "bench_" + stage + "_" + rows + "_" + changed + "_" + key.name().toLowerCase();
  }

  /** Makes {@code raw.orders}. */
  String[] make() {
    return new String[] {
      "create schema raw", create("raw.orders", "0"), "vacuum (analyze) raw.orders"
    };
  }

  /** Moves the rows of the last day on by a week, as if they had all been changed since. */
  String[] change() {
    return new String[] {
      "drop table raw.orders", create("raw.orders", "7"), "vacuum (analyze) raw.orders"
    };
  }

  private String create(String table, String laterByDays) {
    String ofLastDay = "(i * %d / %d <> (i - 1) * %d / %d)".formatted(changed, rows, changed, rows);
    // An odd factor modulo a power of two is a permutation: the keys are unique.
    String random = "((i * 2654435761) % 4294967296)";
    return """
    create table %s as
    select
      %s::bigint as order_id,
      (i %% 99991)::int as customer_id,
      date '2024-01-01' + (i %% 300)::int as order_date,
      ((i * 7919 %% 100000) / 100.0 + case when %s then %s else 0 end)::numeric(10, 2) as total_amount,
      substr(md5(i::text), 1, 12) as status,
      timestamp '2024-12-01'
        + case when %s then interval '30 days 1 hour' + interval '%s days' else interval '0' end
        + (i %% 72000) * interval '1 second' as updated_at
    from generate_series(1, %d::bigint) as i
    """
        .formatted(
            table,
            key == Options.Key.RANDOM ? random : "i",
            ofLastDay,
            laterByDays,
            ofLastDay,
            laterByDays,
            rows);
  }
}
