package io.tidemark.batch.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that was told while a launch went on.
 *
 * @param executionId the launch
 * @param step the task or the node that it is about, or null
 */
public record LogLine(
    long executionId, Instant at, String level, @Nullable String step, String text) {}
