package io.tidemark.load.seed;

/** What a seed's column holds, as dbt infers it from all of its values. */
public enum SeedType {
  /** Whole numbers, or nothing at all. */
  INTEGER("integer"),
  /** Numbers, one of which has decimal places. */
  FLOAT("float8"),
  /** Dates such as {@code 2024-01-31}. */
  DATE("date"),
  /** {@code 2024-01-31 12:00:00}. */
  TIMESTAMP("timestamp without time zone"),
  /** ISO 8601 with a {@code T}, with or without an offset from UTC. */
  ISO_TIMESTAMP("timestamp without time zone"),
  /** {@code true} and {@code false}. */
  BOOLEAN("boolean"),
  /** Everything else, and what {@code column_types} names. */
  TEXT("text");

  private final String sql;

  SeedType(String sql) {
    this.sql = sql;
  }

  /** The type of the table's column. */
  public String sql() {
    return sql;
  }
}
