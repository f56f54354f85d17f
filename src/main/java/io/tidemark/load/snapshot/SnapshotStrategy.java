package io.tidemark.load.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * How a snapshot tells that a row has changed: SQL expressions over the columns of its query.
 *
 * @param updatedAt when a row was changed
 * @param rowChanged whether the row {@code source_data} differs from its version {@code
 *     snapshotted_data}
 * @param scdId what tells a version from all others
 * @param deletedScdId the same for a version that says that a row is deleted; null for the hash of
 *     the version before and the time of the run
 * @param hardDeletes what becomes of rows that are gone, where the strategy says it; null for what
 *     is configured
 */
public record SnapshotStrategy(
    String updatedAt,
    String rowChanged,
    String scdId,
    @Nullable String deletedScdId,
    @Nullable HardDeletes hardDeletes) {

  /** With the usual hash for rows that are deleted. */
  public SnapshotStrategy(String updatedAt, String rowChanged, String scdId) {
    this(updatedAt, rowChanged, scdId, null, null);
  }
}
