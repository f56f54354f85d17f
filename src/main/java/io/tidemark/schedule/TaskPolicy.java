package io.tidemark.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a task behaves, whatever it does.
 *
 * @param triggerRule when it may begin
 * @param when a condition, as SQL or a template, without which it is skipped; or null
 * @param executionTimeout after how long a try is cancelled; null for never
 * @param dependsOnPast whether it waits for its own success in the interval before
 * @param pool the pool that it takes a slot of, or null
 * @param priorityWeight of two tasks that are ready, the one with more goes first
 */
public record TaskPolicy(
    TriggerRule triggerRule,
    @Nullable String when,
    Retries retries,
    @Nullable Duration executionTimeout,
    boolean dependsOnPast,
    @Nullable String pool,
    int priorityWeight,
    Callbacks callbacks) {}
