package io.tidemark.job;

import io.tidemark.batch.StepName;
import io.tidemark.graph.Node;
import io.tidemark.schedule.Task;

/** A node of the DAG of a job's run. */
sealed interface JobNode {

  /** Its task. */
  Task task();

  /** A task that does one thing. */
  record Single(Task task) implements JobNode {}

  /** The beginning of a task with nodes: its trigger rule and its condition. It is no step. */
  record Gate(Task task) implements JobNode {

    static String id(String task) {
      return task + "/";
    }
  }

  /** A node of a task. */
  record OfTask(Task task, Node node) implements JobNode {

    static String id(String task, String uniqueId) {
      return task + "/" + uniqueId;
    }

    @Override
    public String stepName() {
      return StepName.of(task.id(), node.uniqueId());
    }
  }

  /** The end of a task with nodes, which carries its state. */
  record Join(Task task) implements JobNode {}

  /** The name of its step. */
  default String stepName() {
    return StepName.of(task().id());
  }
}
