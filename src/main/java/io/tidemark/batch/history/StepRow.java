package io.tidemark.batch.history;

import io.tidemark.batch.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run, over all its launches.
 *
 * @param kept its name in the repository, where a long one is cut
 * @param name the node's unique id; of a job the task's id, and {@code task/unique id} below it
 * @param state where it stands
 * @param tries how often it was tried
 * @param rows how many rows its last execution wrote
 * @param message what it said last: an error, or what PostgreSQL answered; may be empty
 * @param executions the first one first; at least one
 * @param marked whether a person said how it ended
 */
public record StepRow(
    String kept,
    String name,
    StepState state,
    long tries,
    long rows,
    String message,
    List<Executed> executions,
    boolean marked) {

  /** Copies the list. */
  public StepRow {
    executions = List.copyOf(executions);
  }

  /**
   * One execution of it.
   *
   * @param executionId the launch's number
   * @param start null if it was not begun
   * @param end null while it is at work, or where it was not begun
   */
  public record Executed(
      long executionId, StepState state, @Nullable Instant start, @Nullable Instant end) {

    /** How long it has taken; null if it was not begun. */
    public @Nullable Duration duration(Instant now) {
      Instant from = start;
      return from == null ? null : Launched.between(from, end == null ? now : end);
    }
  }

  /** The execution that says where it stands. */
  public Executed last() {
    return executions.get(executions.size() - 1);
  }

  /** The task of a job that it belongs to, or is. */
  public String task() {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /** Whether it is a node of a task that has several. */
  public boolean below() {
    return name.indexOf('/') >= 0;
  }

  /** The node or task alone. */
  public String shortName() {
    return name.substring(name.indexOf('/') + 1);
  }
}
