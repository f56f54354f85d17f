package io.tidemark.materialization;

/**
 * What a materialization did, as dbt tells it.
 *
 * @param message {@code CREATE VIEW}, {@code SELECT 100}, {@code INSERT 0 9}, {@code MERGE 2}
 * @param rows how many rows it is about; -1 where that has no meaning, as for a view
 */
public record Materialized(String message, long rows) {

  private static final long NO_ROWS = -1;

  static Materialized view() {
    return new Materialized("CREATE VIEW", NO_ROWS);
  }

  static Materialized table(long rows) {
    return new Materialized("SELECT " + rows, rows);
  }
}
