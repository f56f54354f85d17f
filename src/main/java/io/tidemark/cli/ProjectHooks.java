package io.tidemark.cli;

import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunSoFar;
import io.tidemark.graph.QueryComments;
import io.tidemark.project.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The hooks of a project and its packages, {@code on-run-start} and {@code on-run-end}. */
final class ProjectHooks {

  private ProjectHooks() {}

  /**
   * Packages' hooks come before the project's own, as in dbt, and by the packages' names.
   *
   * @param endNames what those at the end know besides
   */
  static List<RunHook> of(LoadedProject project, Function<RunSoFar, Map<String, Object>> endNames) {
    List<RunHook> hooks = new ArrayList<>();
    List<Project> packages = new ArrayList<>(project.project().installed());
    packages.add(project.project());
    for (Project one : packages) {
      add(hooks, project, RunHook.Phase.START, one, ended -> Map.of());
      add(hooks, project, RunHook.Phase.END, one, endNames);
    }
    return hooks;
  }

  private static void add(
      List<RunHook> hooks,
      LoadedProject project,
      RunHook.Phase phase,
      Project owner,
      Function<RunSoFar, Map<String, Object>> names) {
    List<io.tidemark.project.RunHook> written =
        phase == RunHook.Phase.START ? owner.file().onRunStart() : owner.file().onRunEnd();
    String name = owner.name();
    for (int i = 0; i < written.size(); i++) {
      io.tidemark.project.RunHook hook = written.get(i);
      hooks.add(
          new RunHook(
              "operation." + name + "." + name + "-" + phase.dbtName() + "-" + i,
              phase,
              i,
              (database, ended) ->
                  project
                      .compiler()
                      .on(database)
                      .compileRunHook(name, hook.place(), hook.sql(), names.apply(ended)),
              () -> project.comments().of(QueryComments.MASTER)));
    }
  }
}
