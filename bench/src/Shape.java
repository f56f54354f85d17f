import java.util.List;

/** A kind of table, as users have them. Its rows are made by {@code bench/sql/shape}. */
enum Shape {
  /** Six columns, a whole number as the key. */
  NARROW("orders", "order_id"),
  /** Forty columns of mixed types. */
  WIDE("shipments", "shipment_id"),
  /** A key of three columns, the first of them a text. */
  COMPOSITE("order_lines", "store", "order_number", "line_number"),
  /** A random UUID as the key. */
  UUID("events", "event_id"),
  /** Four columns, nearly all of a row in a jsonb. */
  JSONB("documents", "document_id");

  private final String table;
  private final List<String> key;

  Shape(String table, String... key) {
    this.table = table;
    this.key = List.of(key);
  }

  /** The model's name, and its source's. */
  String table() {
    return table;
  }

  List<String> key() {
    return key;
  }

  /** The file of its rows. */
  String file() {
    return "shape/" + Arguments.word(this);
  }
}
