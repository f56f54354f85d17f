package io.tidemark.graph.compile;

import org.jspecify.annotations.Nullable;

/**
 * Which rows a run reads of what its nodes refer to.
 *
 * @param empty none at all: relations are made, and stay empty
 * @param sample those of a time, where an {@code event_time} tells it; null for all times
 */
public record RowFilter(boolean empty, @Nullable SampleWindow sample) {

  /** All rows. */
  public static final RowFilter NONE = new RowFilter(false, null);
}
