package io.tidemark.cli;

import io.tidemark.batch.Run;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunOptions;
import io.tidemark.batch.SchedulingPolicy;
import io.tidemark.graph.Node;
import io.tidemark.graph.Reading;
import io.tidemark.project.Project;
import io.tidemark.report.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run is going to do.
 *
 * @param project the project
 * @param nodes the models to run, by unique id
 * @param arguments what was asked for
 * @param files where its artifacts go
 * @param compiled compiles its models
 */
record RunPlan(
    LoadedProject project,
    Map<String, Node> nodes,
    RunArguments arguments,
    OutputFiles files,
    CompiledSql compiled) {

  /** Applies the arguments' selection. */
  static RunPlan of(LoadedProject project, RunArguments arguments, Console console) {
    OutputFiles files = new OutputFiles(project.targetPath());
    Map<String, Node> nodes =
        SelectedNodes.of(
                project, arguments.select(), arguments.exclude(), arguments.scope(), console)
            .runnable();
    return new RunPlan(project, nodes, arguments, files, new CompiledSql(project, files));
  }

  /** The plan with what its nodes read of another run, which the database decides too. */
  RunPlan reading(TargetConnection connection) {
    Reading reading = new Deferral(project, arguments.scope()).reading(nodes.keySet(), connection);
    if (reading.equals(Reading.OWN)) {
      return this;
    }
    LoadedProject other = project.reading(reading);
    return new RunPlan(other, nodes, arguments, files, new CompiledSql(other, files));
  }

  /** As the batch layer takes it. */
  Run run(String invocationId) {
    return new Run(
        project.site().jobName(),
        nodes,
        project.manifest().dag().subset(nodes.keySet()),
        compiled::of,
        nodes.values().stream().map(node -> node.relation().schema()).distinct().toList(),
        hooks(),
        new RunOptions(
            invocationId,
            new SchedulingPolicy(project.output().threads(), arguments.failFast()),
            arguments.fullRefresh(),
            arguments.eventTimes(),
            arguments.kept()));
  }

  /** Packages' hooks come before the project's own, as in dbt, and by the packages' names. */
  List<RunHook> hooks() {
    List<RunHook> hooks = new ArrayList<>();
    List<Project> packages = new ArrayList<>(project.project().installed());
    packages.add(project.project());
    for (Project one : packages) {
      add(hooks, RunHook.Phase.START, one.name(), one.file().onRunStart());
      add(hooks, RunHook.Phase.END, one.name(), one.file().onRunEnd());
    }
    return hooks;
  }

  private void add(
      List<RunHook> hooks,
      RunHook.Phase phase,
      String name,
      List<io.tidemark.project.RunHook> written) {
    for (int i = 0; i < written.size(); i++) {
      io.tidemark.project.RunHook hook = written.get(i);
      hooks.add(
          new RunHook(
              "operation." + name + "." + name + "-" + phase.dbtName() + "-" + i,
              phase,
              i,
              () -> project.compiler().compileRunHook(name, hook.place(), hook.sql())));
    }
  }
}
