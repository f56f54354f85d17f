package io.tidemark.batch;

import io.tidemark.graph.Node;
import io.tidemark.graph.compile.EphemeralFailedException;
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

  /**
   * How many failures a test found; as in dbt 0 where there was nothing to do, null for what is no
   * test.
   */
  public @Nullable Long failures() {
    if (test == null) {
      return status == RunStatus.NO_OP ? Long.valueOf(0) : null;
    }
    return test.failures();
  }

  /** A node for which there is nothing to do: an exposure, a saved query. */
  static NodeResult nothingToDo(Node node, Instant now) {
    String thread = Thread.currentThread().getName();
    return new NodeResult(
        node, RunStatus.NO_OP, "NO-OP", -1, now, now, now, thread, null, null, null);
  }

  /** A node that was not tried, because an ephemeral model that it reads can't be compiled. */
  static NodeResult skipped(Node node, EphemeralFailedException because, Instant now) {
    return new NodeResult(
        node,
        RunStatus.SKIPPED,
        "Compilation Error in %s, caused by compilation error in referenced ephemeral model %s"
            .formatted(node.uniqueId(), because.models().get(0).uniqueId()),
        -1,
        now,
        now,
        now,
        Thread.currentThread().getName(),
        null,
        because,
        null);
  }

  /** The ephemeral model because of which it was not tried; null where that is not the reason. */
  public @Nullable Node failedEphemeral() {
    return status == RunStatus.SKIPPED && failure instanceof EphemeralFailedException because
        ? because.models().get(0)
        : null;
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
