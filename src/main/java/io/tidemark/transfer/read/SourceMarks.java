package io.tidemark.transfer.read;

import org.jspecify.annotations.Nullable;

/**
 * Between which watermarks rows are read.
 *
 * @param low from here on; null: from the beginning
 * @param high up to here; null if no row has a watermark
 */
public record SourceMarks(@Nullable String low, @Nullable String high) {}
