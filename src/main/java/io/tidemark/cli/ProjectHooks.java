package io.tidemark.cli;

import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunSoFar;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.compile.QueryComments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The hooks of a project and its packages, {@code on-run-start} and {@code on-run-end}. */
final class ProjectHooks {

  private ProjectHooks() {}

  /**
   * In the order in which they run.
   *
   * @param compiled renders them, and keeps what comes out
   * @param endNames what those at the end know besides
   */
  static List<RunHook> of(
      LoadedProject project,
      CompiledSql compiled,
      Function<RunSoFar, Map<String, Object>> endNames) {
    List<RunHook> hooks = new ArrayList<>();
    for (Node node : project.manifest().inRun().hooks().values()) {
      if (node.detail() instanceof NodeDetail.RunHook hook) {
        hooks.add(
            new RunHook(
                node.uniqueId(),
                hook.start() ? RunHook.Phase.START : RunHook.Phase.END,
                hook.index() - 1,
                (database, ended) ->
                    compiled.hook(node, database, hook.start() ? Map.of() : endNames.apply(ended)),
                () -> project.comments().of(QueryComments.MASTER)));
      }
    }
    return hooks;
  }
}
