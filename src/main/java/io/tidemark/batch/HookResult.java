package io.tidemark.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a hook of the run ended.
 *
 * @param hook which
 * @param status how
 * @param startedAt when it began
 * @param endedAt when it was over
 * @param sql what was run
 * @param failure what went wrong, or null
 */
public record HookResult(
    RunHook hook,
    RunStatus status,
    Instant startedAt,
    Instant endedAt,
    String sql,
    @Nullable Throwable failure) {}
