/**
 * The statements a person would write in Tidemark's place. They read what {@code
 * bench/project/models/orders.sql} reads.
 */
final class Plain {

  private static final String COLUMNS =
      "order_id, customer_id, order_date, total_amount, status, updated_at";

  private static final String ALL = "select " + COLUMNS + " from raw.orders";

  private Plain() {}

  /** What a first run does: the table, then its unique index. */
  static String[] firstRun() {
    return new String[] {
      "create schema if not exists marts",
      "create table marts.orders as " + ALL,
      "create unique index orders_key on marts.orders (order_id)"
    };
  }

  /** The model's increment. */
  static String increment(String lookback) {
    return ALL
        + " where updated_at > (select max(updated_at) from marts.orders) - interval '"
        + lookback
        + "'";
  }

  /** What an incremental run does, in one statement. */
  static String upsert(String lookback) {
    return "insert into marts.orders ("
        + COLUMNS
        + ") "
        + increment(lookback)
        + """
           on conflict (order_id) do update set order_id = excluded.order_id,
            customer_id = excluded.customer_id, order_date = excluded.order_date,
            total_amount = excluded.total_amount, status = excluded.status,
            updated_at = excluded.updated_at""";
  }
}
