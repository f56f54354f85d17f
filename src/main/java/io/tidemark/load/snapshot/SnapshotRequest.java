package io.tidemark.load.snapshot;

import io.tidemark.postgres.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept.
 *
 * @param target the snapshot's table
 * @param sql the query
 * @param uniqueKey the expressions that tell one row from another
 * @param columns what the added columns are called
 * @param hardDeletes what becomes of rows that are gone
 * @param validToCurrent the expression for the end of a version that has not ended; null for NULL
 * @param unlogged true if a crash of the server may empty the table that is made
 * @param enforceKey true if keys that repeat are an error
 */
public record SnapshotRequest(
    Relation target,
    String sql,
    List<String> uniqueKey,
    SnapshotColumns columns,
    HardDeletes hardDeletes,
    @Nullable String validToCurrent,
    boolean unlogged,
    boolean enforceKey) {

  /** Copies the list. */
  public SnapshotRequest {
    uniqueKey = List.copyOf(uniqueKey);
  }

  /** The same with something else that becomes of rows that are gone. */
  public SnapshotRequest with(HardDeletes other) {
    return new SnapshotRequest(
        target, sql, uniqueKey, columns, other, validToCurrent, unlogged, enforceKey);
  }
}
