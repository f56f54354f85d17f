package io.tidemark.load.snapshot;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A row of the snapshot, as it should be. */
record Version(
    SourceRow row,
    String scdId,
    LocalDateTime updatedAt,
    LocalDateTime validFrom,
    @Nullable LocalDateTime validTo,
    boolean deleted) {

  Version endedAt(LocalDateTime end) {
    return new Version(row, scdId, updatedAt, validFrom, end, deleted);
  }
}
