package io.tidemark.job;

import io.tidemark.batch.Ending;
import io.tidemark.batch.StepState;
import io.tidemark.schedule.Callback;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how the steps of a launch stand, and tells of it. What was not tried is written by a
 * thread of its own, many in one transaction, so that long rows of it hold nobody up; a process
 * that is killed before has lost nothing, as the next launch decides the same again. Thread-safe.
 */
final class TaskBooks implements AutoCloseable {

  /** As many in a transaction as are not worth another one. */
  private static final int AT_ONCE = 100;

  private final StepLedger ledger;
  private final Clock clock;
  private final JobListener listener;
  private final Told told;
  private final Map<String, OpenStep> open = new ConcurrentHashMap<>();
  private final Set<String> recorded = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<StepLedger.Untried> unwritten = new LinkedBlockingQueue<>();
  private final Queue<Future<?>> writing = new ConcurrentLinkedQueue<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "books");
            thread.setDaemon(true);
            return thread;
          });

  TaskBooks(StepLedger ledger, JobListener listener, Told told, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
    this.listener = listener;
    this.told = told;
  }

  /** A node's step that waits for another go; null if it has not begun. */
  @Nullable OpenStep open(String id) {
    return open.get(id);
  }

  /** A node's step begins, unless it has begun. */
  OpenStep begin(String id, JobNode node) {
    return open.computeIfAbsent(id, any -> ledger.begin(node));
  }

  /** Whether a node's end is written. */
  boolean isRecorded(String id) {
    return recorded.contains(id);
  }

  /** A step is over that nobody is told of but the books. */
  void end(String id, OpenStep step, StepState state, String message) {
    step.end(state, message);
    open.remove(id);
    recorded.add(id);
  }

  /**
   * A task is over. That is written before anybody is told of it: telling may be repeated, work
   * not.
   */
  Ending finish(
      String id,
      JobNode node,
      OpenStep step,
      StepState state,
      String message,
      @Nullable Throwable failure) {
    Task task = node.task();
    Callback callback = Told.callback(task.policy().callbacks(), state);
    if (callback != null) {
      step.note("callback", "pending");
    }
    end(id, step, state, message);
    listener.taskFinished(task, state, message, step.took(), failure);
    if (callback != null) {
      told.of(task, step.lastTry(), state, message);
      step.note("callback", "done");
      step.save();
    }
    return switch (state) {
      case SUCCESS -> Ending.SUCCESS;
      case SKIPPED -> new Ending.Ended(TaskState.SKIPPED);
      default -> Ending.FAILED;
    };
  }

  /** A task ends that was not tried. */
  void record(
      String id, JobNode node, StepState state, String message, Map<String, String> context) {
    note(id, node, state, message, context);
    listener.taskFinished(node.task(), state, message, null, null);
  }

  /** The same, without telling of it. */
  void note(String id, JobNode node, StepState state, String message, Map<String, String> context) {
    recorded.add(id);
    unwritten.add(new StepLedger.Untried(node, state, message, context, clock.instant()));
    writing.add(writer.submit(this::write));
  }

  /** Whoever comes first writes for those behind him. */
  private void write() {
    List<StepLedger.Untried> some = new ArrayList<>();
    while (unwritten.drainTo(some, AT_ONCE) > 0) {
      ledger.record(some);
      some.clear();
    }
  }

  /** The steps that have begun and have no end. */
  void endOpen(StepState state, String message) {
    open.forEach((id, step) -> end(id, step, state, message));
  }

  /**
   * Waits until all is written.
   *
   * @throws IllegalStateException if something could not be
   */
  void settle() {
    for (Future<?> one = writing.poll(); one != null; one = writing.poll()) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a step could not be written down", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while steps were written down", e);
      }
    }
  }

  @Override
  public void close() {
    writer.shutdown();
  }
}
