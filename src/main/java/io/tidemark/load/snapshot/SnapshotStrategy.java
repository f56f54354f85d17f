package io.tidemark.load.snapshot;

/**
 * How a snapshot tells that a row has changed: SQL expressions over the columns of its query.
 *
 * @param updatedAt when a row was changed
 * @param rowChanged whether the row {@code source_data} differs from its version {@code
 *     snapshotted_data}
 * @param scdId what tells a version from all others
 */
public record SnapshotStrategy(String updatedAt, String rowChanged, String scdId) {}
