package io.tidemark.cli;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Node;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.report.console.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells, before a run begins, of sources that its nodes read, that have never been loaded, and that
 * are not loaded by it either. As in dbt a selection is what was asked for, no more: the nodes will
 * fail, and why they do is easier said now.
 */
final class UnloadedSources {

  private UnloadedSources() {}

  static void tell(RunPlan plan, TargetConnection connection, String program, Console console) {
    Map<Node, Node> reading = reading(plan);
    if (reading.isEmpty()) {
      return;
    }
    List<String> schemas =
        reading.keySet().stream().map(load -> load.relation().schema()).distinct().toList();
    Set<Relation> existing;
    try (Session session = connection.target().session()) {
      existing =
          new Catalog(session, connection.target().statements())
              .existing(plan.project().output().database(), schemas);
    }
    reading.forEach(
        (load, reader) -> {
          if (!existing.contains(load.relation())) {
            console.warn(
                ("%s, which %s reads, has not been loaded yet and is not part of this run; load it"
                        + " with: %s run --select %s")
                    .formatted(load.relation().display(), reader.name(), program, load.selector()));
          }
        });
  }

  /** The loads that are not in the run, each with a node of it that reads the copy. */
  private static Map<Node, Node> reading(RunPlan plan) {
    Map<Node, Node> reading = new LinkedHashMap<>();
    plan.project()
        .manifest()
        .loads()
        .forEach(
            (id, load) -> {
              Node reader = plan.nodes().containsKey(id) ? null : reader(id, plan);
              if (reader != null) {
                reading.put(load, reader);
              }
            });
    return reading;
  }

  /** One of the nodes of the run that read it, perhaps through ephemeral models. */
  private static @Nullable Node reader(String id, RunPlan plan) {
    Dag dag = plan.project().manifest().dag();
    for (String downstream : dag.downstreams(id)) {
      Node node = plan.nodes().get(downstream);
      if (node != null) {
        return node;
      }
      boolean ephemeral =
          plan.project().manifest().node(downstream).map(Node::ephemeral).orElse(false);
      Node through = ephemeral ? reader(downstream, plan) : null;
      if (through != null) {
        return through;
      }
    }
    return null;
  }
}
