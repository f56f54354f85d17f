package io.tidemark.load.snapshot;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table that is snapshotted.
 *
 * @param key its first and second key
 * @param a a column
 * @param b another one
 * @param changed when it was changed
 */
record SourceRow(Key key, @Nullable Integer a, @Nullable String b, LocalDateTime changed) {

  /** A key of two columns. */
  record Key(int id, String part) {}
}
