package io.tidemark.load.seed;

import io.tidemark.postgres.Column;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * How a column of the table takes what dbt gives it: the values come typed, and where the table's
 * type is another one, PostgreSQL converts them as an assignment does.
 *
 * @param whole true if it holds whole numbers, so that others are rounded
 * @param zoned true if it holds points in time, so that an offset is kept
 * @param zone the session's time zone, in which a time with an offset is told where it is not kept
 */
record SeedTarget(boolean whole, boolean zoned, ZoneId zone) {

  private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

  static SeedTarget of(Column column, ZoneId zone) {
    return new SeedTarget(
        WHOLE.contains(column.type()),
        column.type().startsWith("timestamp") && column.type().endsWith("with time zone"),
        zone);
  }

  /** True if the session's time zone is UTC. */
  boolean inUtc() {
    return zone.normalized().equals(ZoneOffset.UTC);
  }
}
