package io.tidemark.job;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Node;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The DAG of a job's run: each task is a node; one that runs nodes of the project is these, in the
 * project's order, between a gate and a join. Immutable.
 *
 * @param nodes by id
 * @param dag their order
 */
record JobDag(Map<String, JobNode> nodes, Dag dag) {

  JobDag {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  /**
   * Makes it.
   *
   * @param expanded the nodes of each task that has some, by the task's id
   * @param order the order of the project's nodes
   */
  static JobDag of(Job job, Map<String, Map<String, Node>> expanded, Dag order) {
    Map<String, JobNode> nodes = new LinkedHashMap<>();
    Map<String, List<String>> upstreams = new LinkedHashMap<>();
    for (Task task : job.tasks()) {
      Map<String, Node> own = expanded.get(task.id());
      if (own == null) {
        nodes.put(task.id(), new JobNode.Single(task));
        upstreams.put(task.id(), task.dependsOn());
      } else {
        expand(task, own, order.subset(own.keySet()), nodes, upstreams);
      }
    }
    return new JobDag(nodes, Dag.of(upstreams));
  }

  private static void expand(
      Task task,
      Map<String, Node> own,
      Dag order,
      Map<String, JobNode> nodes,
      Map<String, List<String>> upstreams) {
    String gate = JobNode.Gate.id(task.id());
    nodes.put(gate, new JobNode.Gate(task));
    upstreams.put(gate, task.dependsOn());
    List<String> all = new ArrayList<>(List.of(gate));
    own.forEach(
        (uniqueId, node) -> {
          String id = JobNode.OfTask.id(task.id(), uniqueId);
          List<String> before = new ArrayList<>(List.of(gate));
          order
              .upstreams(uniqueId)
              .forEach(upstream -> before.add(JobNode.OfTask.id(task.id(), upstream)));
          nodes.put(id, new JobNode.OfTask(task, node));
          upstreams.put(id, before);
          all.add(id);
        });
    nodes.put(task.id(), new JobNode.Join(task));
    upstreams.put(task.id(), all);
  }

  /** The node of an id. */
  JobNode node(String id) {
    JobNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalStateException("no node " + id);
    }
    return node;
  }

  /** Whether a task is nodes of the project. */
  boolean hasNodes(Task task) {
    return nodes.containsKey(JobNode.Gate.id(task.id()));
  }
}
