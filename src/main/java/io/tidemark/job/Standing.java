package io.tidemark.job;

import io.tidemark.batch.StepState;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskState;
import java.util.HashMap;
import java.util.Map;

/** How the nodes of a run's DAG stand after its earlier launches. Immutable. */
record Standing(JobDag dag, EarlierSteps earlier, Renames renames) {

  /** Those that are done for good; with a task, all of its nodes, whatever they are by now. */
  Map<String, TaskState> ended() {
    Map<String, TaskState> ended = new HashMap<>();
    dag.nodes()
        .forEach(
            (id, node) -> {
              String step =
                  earlier.done(own(node.task()))
                      ? own(node.task())
                      : node instanceof JobNode.Gate ? "" : renames.earlierName(node);
              if (earlier.done(step)) {
                StepState state = earlier.state(step);
                ended.put(id, state == StepState.SKIPPED ? TaskState.SKIPPED : TaskState.SUCCESS);
              }
            });
    return ended;
  }

  /**
   * Whether a task had begun, and nobody has cleared it since. Of a task with nodes one of these
   * may have begun while its own step was never written.
   */
  boolean begun(Task task) {
    return earlier.begun(own(task))
        || (earlier.state(own(task)) != StepState.CLEARED
            && dag.hasNodes(task)
            && dag.nodes().values().stream()
                .filter(node -> node instanceof JobNode.OfTask && node.task().equals(task))
                .anyMatch(node -> earlier.begun(renames.earlierName(node))));
  }

  private String own(Task task) {
    return renames.earlierName(new JobNode.Single(task));
  }
}
