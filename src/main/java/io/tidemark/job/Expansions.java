package io.tidemark.job;

import io.tidemark.batch.SteadyClock;
import io.tidemark.schedule.TaskState;
import io.tidemark.schedule.TriggerRule;
import io.tidemark.schedule.UpstreamStates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How the tasks with nodes stand in one launch: their gates, and how their nodes ended.
 * Thread-safe.
 */
final class Expansions {

  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final Map<String, NodeEnd> ends = new ConcurrentHashMap<>();

  /**
   * How the beginning of a task went.
   *
   * @param since was begun then
   * @param by what has skipped it, as the step's context says it; empty if nothing has
   */
  record Gate(SteadyClock since, TaskState state, String by, String message) {}

  /** How a node ended; rows are negative where they have no meaning. */
  record NodeEnd(String name, boolean well, long rows) {}

  /** What a task's nodes have come to. */
  record Sum(boolean well, long rows, String message) {}

  /** A task's gate has decided; the first word stays. */
  void decided(String task, Gate gate) {
    gates.putIfAbsent(task, gate);
  }

  @Nullable Gate gate(String task) {
    return gates.get(task);
  }

  /** Whether a task has begun with its nodes. */
  boolean passed(String task) {
    Gate gate = gates.get(task);
    return gate != null && gate.state() == TaskState.SUCCESS;
  }

  /** Whether the task may be ended. */
  TriggerRule.Verdict mayEnd(String task, UpstreamStates upstreams) {
    Gate gate = gates.get(task);
    if (gate == null) {
      return TriggerRule.Verdict.WAIT;
    }
    return switch (gate.state()) {
      case SKIPPED -> TriggerRule.Verdict.SKIP;
      case UPSTREAM_FAILED -> TriggerRule.Verdict.FAIL;
      case SUCCESS, FAILED -> TriggerRule.ALL_DONE.verdict(upstreams);
    };
  }

  /** A node has ended, or is not tried. */
  void ended(String id, NodeEnd end) {
    ends.put(id, end);
  }

  /** What the nodes have come to that were worked on in this launch. */
  Sum sum(String task) {
    String prefix = JobNode.OfTask.id(task, "");
    List<NodeEnd> own =
        ends.entrySet().stream()
            .filter(end -> end.getKey().startsWith(prefix))
            .map(Map.Entry::getValue)
            .toList();
    long rows = own.stream().mapToLong(NodeEnd::rows).filter(some -> some > 0).sum();
    List<String> bad = own.stream().filter(end -> !end.well()).map(NodeEnd::name).sorted().toList();
    return bad.isEmpty()
        ? new Sum(true, rows, own.size() + (own.size() == 1 ? " node" : " nodes"))
        : new Sum(
            false,
            rows,
            "%d of %d nodes did not succeed: %s"
                .formatted(bad.size(), own.size(), String.join(", ", bad)));
  }
}
