package io.tidemark.batch;

import io.tidemark.schedule.TaskState;
import io.tidemark.schedule.TriggerRule;
import io.tidemark.schedule.UpstreamStates;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the nodes of a DAG are and do, for {@link DagScheduler}. Of a plain run each node is worked
 * on once, when all before it have succeeded; a job's tasks have rules of their own.
 */
public interface DagWork {

  /**
   * The work of a plain run.
   *
   * @param well does a node's work and says whether it went well
   * @param forgiven tells the nodes whose failure does not keep those after them from being run
   */
  static DagWork of(Predicate<String> well, Predicate<String> forgiven) {
    return new DagWork() {
      @Override
      public Ending work(String node) {
        return Ending.of(well.test(node));
      }

      @Override
      public boolean forgiven(String node) {
        return forgiven.test(node);
      }
    };
  }

  /**
   * Works on a node. Called on a worker; what it throws counts as a failure and goes on to the
   * worker's thread.
   */
  Ending work(String node);

  /** What has ended before this run, and how. */
  default Map<String, TaskState> ended() {
    return Map.of();
  }

  /** Whether a node may begin. Called on the scheduler's thread. */
  default TriggerRule.Verdict verdict(String node, UpstreamStates upstreams) {
    return TriggerRule.ALL_SUCCESS.verdict(upstreams);
  }

  /** True if those after a node are run even where it has failed. */
  default boolean forgiven(String node) {
    return false;
  }

  /** Of two nodes that may begin, the one with more goes first. */
  default int priority(String node) {
    return 1;
  }

  /**
   * Takes what a node needs beside a thread, if that is free. Called on the scheduler's thread
   * whenever the node could begin, each time before it is worked on.
   */
  default boolean admit(String node) {
    return true;
  }

  /**
   * A node has ended, or was not tried. Called on the scheduler's thread before those after it are
   * looked at.
   *
   * @param cause the node whose failure kept it from being tried; empty if it was none
   */
  default void ended(String node, TaskState state, String cause) {}
}
