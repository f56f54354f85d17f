package io.tidemark.postgres;

import org.jspecify.annotations.Nullable;

/** What a relation is, by dbt's names. */
public enum RelationKind {
  /** A plain or partitioned table. */
  TABLE("table"),
  /** A view. */
  VIEW("view"),
  /** A materialized view. */
  MATERIALIZED_VIEW("materialized view"),
  /** A table that lives elsewhere, through a foreign data wrapper. */
  FOREIGN_TABLE("foreign table");

  private final String sql;

  RelationKind(String sql) {
    this.sql = sql;
  }

  /** The words that follow {@code DROP} and {@code ALTER}. */
  public String sql() {
    return sql;
  }

  /** dbt's word for it in artifacts and in {@code relation.type}. */
  public String dbtName() {
    return sql.replace(' ', '_');
  }

  /**
   * The kind for a {@code pg_class.relkind}, or null for what can't be selected from (an index, a
   * sequence).
   */
  public static @Nullable RelationKind ofRelkind(String relkind) {
    return switch (relkind) {
      case "r", "p" -> TABLE;
      case "v" -> VIEW;
      case "m" -> MATERIALIZED_VIEW;
      case "f" -> FOREIGN_TABLE;
      default -> null;
    };
  }
}
