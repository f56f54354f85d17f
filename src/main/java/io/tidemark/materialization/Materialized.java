package io.tidemark.materialization;

import io.tidemark.load.microbatch.BatchResults;
import org.jspecify.annotations.Nullable;

/**
 * What a materialization did, as dbt tells it.
 *
 * @param message {@code CREATE VIEW}, {@code SELECT 100}, {@code INSERT 0 9}, {@code MERGE 2}
 * @param rows how many rows it is about; -1 where that has no meaning, as for a view
 * @param batches how its batches ended, if it has any
 * @param test what it found, if it is a test
 */
public record Materialized(
    String message, long rows, @Nullable BatchResults batches, @Nullable TestOutcome test) {

  private static final long NO_ROWS = -1;

  /** Without batches. */
  public Materialized(String message, long rows) {
    this(message, rows, null, null);
  }

  static Materialized batches(BatchResults batches) {
    return new Materialized(batches.message(), batches.rows(), batches, null);
  }

  /** Of a test. */
  public static Materialized test(TestOutcome test) {
    String message = test.message();
    return new Materialized(message == null ? "" : message, NO_ROWS, null, test);
  }

  static Materialized view() {
    return new Materialized("CREATE VIEW", NO_ROWS);
  }

  static Materialized table(long rows) {
    return new Materialized("SELECT " + rows, rows);
  }

  /** A table that dbt makes first and fills then, because its columns are agreed upon. */
  static Materialized inserted(long rows) {
    return new Materialized("INSERT 0 " + rows, rows);
  }
}
