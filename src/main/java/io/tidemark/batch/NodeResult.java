package io.tidemark.batch;

import io.tidemark.graph.Node;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.materialization.TestOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a node ended.
 *
 * @param node which
 * @param status how
 * @param message what dbt would show: {@code INSERT 0 9}; for an error its text
 * @param rows how many rows it is about; -1 where that has no meaning
 * @param compileStartedAt when its SQL began to be compiled
 * @param executeStartedAt when that was done and the work in the database began
 * @param endedAt when it was over
 * @param thread the thread's name
 * @param compiledSql its SQL, as far as it was compiled
 * @param failure what went wrong, or null
 * @param failedUpstream the node that failed before it, or null
 * @param batches how its batches ended, if it has any
 * @param test what it found, where it is a test and could be run; else null
 */
public record NodeResult(
    Node node,
    RunStatus status,
    String message,
    long rows,
    Instant compileStartedAt,
    Instant executeStartedAt,
    Instant endedAt,
    String thread,
    @Nullable String compiledSql,
    @Nullable Throwable failure,
    @Nullable String failedUpstream,
    @Nullable BatchResults batches,
    @Nullable TestOutcome test) {

  /** A node that is no test. */
  public NodeResult(
      Node node,
      RunStatus status,
      String message,
      long rows,
      Instant compileStartedAt,
      Instant executeStartedAt,
      Instant endedAt,
      String thread,
      @Nullable String compiledSql,
      @Nullable Throwable failure,
      @Nullable String failedUpstream,
      @Nullable BatchResults batches) {
    this(
        node,
        status,
        message,
        rows,
        compileStartedAt,
        executeStartedAt,
        endedAt,
        thread,
        compiledSql,
        failure,
        failedUpstream,
        batches,
        null);
  }

  /** A node without batches that is no test. */
  public NodeResult(
      Node node,
      RunStatus status,
      String message,
      long rows,
      Instant compileStartedAt,
      Instant executeStartedAt,
      Instant endedAt,
      String thread,
      @Nullable String compiledSql,
      @Nullable Throwable failure,
      @Nullable String failedUpstream) {
    this(
        node,
        status,
        message,
        rows,
        compileStartedAt,
        executeStartedAt,
        endedAt,
        thread,
        compiledSql,
        failure,
        failedUpstream,
        null,
        null);
  }

  /** How many failures a test found; null for what is no test. */
  public @Nullable Long failures() {
    return test == null ? null : test.failures();
  }

  /** A node that was not tried. */
  public static NodeResult skipped(Node node, @Nullable String failedUpstream, Instant now) {
    return new NodeResult(
        node,
        RunStatus.SKIPPED,
        "SKIP",
        -1,
        now,
        now,
        now,
        Thread.currentThread().getName(),
        null,
        null,
        failedUpstream);
  }
}
