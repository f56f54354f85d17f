package io.tidemark.report.run;

import io.tidemark.batch.RunHook;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the lines of a run say that the run itself doesn't know.
 *
 * @param found what the project has, run or not: {@code 3 models, 1 source}
 * @param target the profile's target
 * @param hooks the hooks of the run
 * @param continueWith the command that goes on after a failure: {@code ./tidemark restart}
 * @param showWith the command that shows a model's rows, without the model's name: {@code
 *     ./tidemark show --select}
 * @param width how far the dots of a node's line go
 * @param compiledAt where a node's compiled SQL is, from the project's directory
 * @param groups to whom a node belongs, with the owner, by dbt's names; empty: to nobody
 */
public record RunBriefing(
    String found,
    String target,
    List<RunHook> hooks,
    String continueWith,
    String showWith,
    int width,
    Function<Node, String> compiledAt,
    Function<Node, Optional<Map<String, Object>>> groups) {

  /** Copies the list. */
  public RunBriefing {
    hooks = List.copyOf(hooks);
  }

  /** As the other, of a project without groups. */
  public RunBriefing(
      String found,
      String target,
      List<RunHook> hooks,
      String continueWith,
      String showWith,
      int width,
      Function<Node, String> compiledAt) {
    this(found, target, hooks, continueWith, showWith, width, compiledAt, node -> Optional.empty());
  }

  /** With the groups of a project. */
  public RunBriefing inGroupsOf(Manifest manifest) {
    return new RunBriefing(
        found,
        target,
        hooks,
        continueWith,
        showWith,
        width,
        compiledAt,
        node -> NodeGroups.of(node, manifest));
  }
}
