package io.tidemark.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a hook of the run ended.
 *
 * @param hook which
 * @param status how
 * @param startedAt when it began
 * @param compiledAt when it was ready to be carried out; null where that is not told apart
 * @param endedAt when it was over
 * @param thread the thread's name
 * @param sql what was run
 * @param failure what went wrong, or null
 */
public record HookResult(
    RunHook hook,
    RunStatus status,
    Instant startedAt,
    @Nullable Instant compiledAt,
    Instant endedAt,
    String thread,
    String sql,
    @Nullable Throwable failure) {

  /** One that is not prepared apart from being carried out. */
  public HookResult(
      RunHook hook,
      RunStatus status,
      Instant startedAt,
      Instant endedAt,
      String thread,
      String sql,
      @Nullable Throwable failure) {
    this(hook, status, startedAt, null, endedAt, thread, sql, failure);
  }

  /** True if it failed before there was a statement to run. */
  public boolean templateFailed() {
    return status == RunStatus.ERROR && sql.isEmpty();
  }
}
