package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark clone}. */
@Command(
    name = "clone",
    header = "Make views in the target of what another run has made elsewhere.",
    description = {
      "",
      "For each selected node that the manifest in --state knows. What is in the target already"
          + " stays, but with --full-refresh.",
      ""
    })
final class CloneCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin ResourceTypeOptions resourceTypes = new ResourceTypeOptions();

  @Option(
      names = {"-f", "--full-refresh"},
      description = "Replace what is in the target.")
  boolean fullRefresh;

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    RunScope scope = RunScope.of(this, selection.selector, null);
    if (scope.state() == null) {
      throw new ProjectException(
          Problem.of("clone needs the artifacts of another run")
              .next("Name their directory: --state DIR, or DBT_STATE."));
    }
    SelectedNodes selected =
        SelectedNodes.of(project, selection.select, selection.exclude, scope, console);
    List<Node> nodes =
        CloneRun.nodes(project).stream()
            .filter(
                node ->
                    resourceTypes.includes(node.type()) && selected.ids().contains(node.uniqueId()))
            .toList();
    return new CloneRun(this, project, scope.state(), fullRefresh, Map.of()).run(nodes, console);
  }
}
