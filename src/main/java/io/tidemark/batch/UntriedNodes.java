package io.tidemark.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Records the nodes that a job does not try. Many of them are one transaction: each alone is three,
 * so that the thousands after a node that failed early took longer than it had.
 */
final class UntriedNodes {

  /** The exit status of a step that was not tried because one before it had failed. */
  static final ExitStatus UPSTREAM_FAILED = new ExitStatus("UPSTREAM_FAILED");

  /** The exit status of a step that was not tried because the run was stopped or failed fast. */
  static final ExitStatus NOT_STARTED = new ExitStatus("NOT_STARTED");

  /** A killed run has recorded less; whoever continues it does not need these records. */
  private static final int AT_ONCE = 200;

  private final OpenRepository open;
  private final Function<String, Step> steps;
  private final Listener listener;

  /**
   * Of a job.
   *
   * @param steps gives a node's step
   * @param listener hears of each that has been recorded
   */
  UntriedNodes(OpenRepository open, Function<String, Step> steps, Listener listener) {
    this.open = open;
    this.steps = steps;
    this.listener = listener;
  }

  /**
   * Records them, in their order. What an earlier execution has done is left as it is: a newer
   * record would make the next restart do it again.
   *
   * @param upstreams the nodes with the one that failed before each; empty where none has
   */
  void record(Map<String, String> upstreams, JobExecution execution) {
    List<String> nodes = List.copyOf(upstreams.keySet());
    for (int from = 0; from < nodes.size(); from += AT_ONCE) {
      List<String> some = nodes.subList(from, Math.min(nodes.size(), from + AT_ONCE));
      for (String node :
          open.atOnce(repository -> record(some, upstreams, execution, repository))) {
        listener.notTried(node, failed(node, upstreams));
      }
    }
  }

  private List<String> record(
      List<String> nodes,
      Map<String, String> upstreams,
      JobExecution execution,
      JobRepository repository) {
    List<String> recorded = new ArrayList<>();
    for (String node : nodes) {
      String name = steps.apply(node).getName();
      StepExecution last = repository.getLastStepExecution(execution.getJobInstance(), name);
      if (last == null || last.getStatus() != BatchStatus.COMPLETED) {
        String failed = failed(node, upstreams);
        StepExecution record = repository.createStepExecution(name, execution);
        record.setStatus(failed == null ? BatchStatus.STOPPED : BatchStatus.FAILED);
        record.setExitStatus(
            failed == null ? NOT_STARTED : UPSTREAM_FAILED.addExitDescription(failed + " failed"));
        repository.update(record);
        recorded.add(node);
      }
    }
    return recorded;
  }

  private static @Nullable String failed(String node, Map<String, String> upstreams) {
    String failed = upstreams.getOrDefault(node, "");
    return failed.isEmpty() ? null : failed;
  }

  /** Hears of nodes that are not tried. Called on the job's thread. */
  @FunctionalInterface
  interface Listener {
    /**
     * A node was not tried.
     *
     * @param failedUpstream the node that failed, or null if the run was stopped
     */
    void notTried(String node, @Nullable String failedUpstream);
  }
}
