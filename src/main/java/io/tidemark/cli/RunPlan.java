package io.tidemark.cli;

import io.tidemark.batch.Run;
import io.tidemark.batch.RunOptions;
import io.tidemark.batch.RunSoFar;
import io.tidemark.batch.SchedulingPolicy;
import io.tidemark.graph.BuildOrder;
import io.tidemark.graph.Dag;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.check.TelltaleReference;
import io.tidemark.graph.compile.QueryComments;
import io.tidemark.graph.compile.Reading;
import io.tidemark.materialization.DataTestSettings;
import io.tidemark.materialization.UnusedMacros;
import io.tidemark.postgres.Identifier;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.LogEvent;
import io.tidemark.report.console.LogLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run is going to do.
 *
 * @param project the project
 * @param nodes what is to be run, by unique id
 * @param arguments what was asked for
 * @param files where its artifacts go
 * @param compiled compiles its nodes
 */
record RunPlan(
    LoadedProject project,
    Map<String, Node> nodes,
    RunArguments arguments,
    OutputFiles files,
    CompiledSql compiled) {

  /** Applies the arguments' selection. */
  static RunPlan of(LoadedProject project, RunArguments arguments, Console console) {
    OutputFiles files = OutputFiles.of(project);
    SelectedNodes selected =
        SelectedNodes.of(
            project, arguments.select(), arguments.exclude(), arguments.scope(), console);
    selected.tell(project.engine(), arguments.kinds().types());
    selected
        .empty()
        .forEach(node -> console.info("The model " + node.name() + " is empty, so it is not run"));
    Map<String, Node> nodes = selected.runnable(arguments.kinds().types());
    if (arguments.scope().empty()) {
      nodes.replaceAll((id, node) -> node.withoutRows());
    }
    // What is wrong with it is told before anything is done; dbt renders it first for no node too.
    project.comments().of(QueryComments.MASTER);
    UnusedMacros.warnings(project.engine().macros(), nodes.values()).forEach(console::warn);
    PackageMaterializations.tell(project, nodes.values(), console);
    TelltaleReference.unpinned(nodes.values(), project.manifest())
        .forEach(
            one ->
                console.log(
                    LogEvent.of(one.event(), one.code(), LogLevel.INFO, one.text())
                        .with(one.data())));
    SelectedEphemerals ephemerals = selected.ephemerals(arguments.kinds().types());
    return new RunPlan(
        project, nodes, arguments, files, new CompiledSql(project, files, ephemerals));
  }

  /**
   * What is left of a run, whatever it selected.
   *
   * @param ids the nodes; one that is not in the project any more is an error, as in dbt
   * @throws ProjectException if one is gone
   */
  static RunPlan retrying(LoadedProject project, RunArguments arguments, Set<String> ids) {
    OutputFiles files = OutputFiles.of(project);
    SelectedNodes selected = SelectedNodes.of(project, ids);
    Set<ResourceType> types = arguments.kind().types();
    selected.tell(project.engine(), types);
    Map<String, Node> nodes = selected.runnable(types);
    checkThere(nodes.keySet(), arguments, ids);
    if (arguments.scope().empty()) {
      nodes.replaceAll((id, node) -> node.withoutRows());
    }
    project.comments().of(QueryComments.MASTER);
    return new RunPlan(project, nodes, arguments, files, new CompiledSql(project, files));
  }

  /** The same without nodes that are not among these. */
  RunPlan only(Set<String> ids) {
    Map<String, Node> kept = new LinkedHashMap<>(nodes);
    kept.keySet().retainAll(ids);
    return new RunPlan(project, kept, arguments, files, compiled);
  }

  /**
   * Checks that what is to be retried can be.
   *
   * @throws ProjectException if one of them is not in the project
   */
  static void checkThere(Set<String> there, RunArguments arguments, Set<String> ids) {
    Set<String> gone = new TreeSet<>(ids);
    gone.removeAll(there);
    if (!gone.isEmpty()) {
      throw new ProjectException(
          Problem.of(
                  gone.stream()
                      .map(id -> "Couldn't find %s '%s'".formatted(id.split("\\.", 2)[0], id))
                      .collect(Collectors.joining(", ")))
              .found("The run that is retried had it, and the project does not have it any more.")
              .next("Start a new one: " + arguments.kind().dbtName() + "."));
    }
  }

  /** The plan with what its nodes read of another run, which the database decides too. */
  RunPlan reading(TargetConnection connection) {
    Reading reading = new Deferral(project, arguments.scope()).reading(nodes.keySet(), connection);
    if (reading.equals(Reading.OWN)) {
      return this;
    }
    LoadedProject other = project.reading(reading);
    return new RunPlan(other, nodes, arguments, files, compiled.of(other));
  }

  /** The sources in other databases that it loads. */
  List<SourceNode> sources() {
    return nodes.values().stream()
        .flatMap(
            node ->
                node.detail() instanceof NodeDetail.Loaded loaded
                    ? Stream.of(loaded.source())
                    : Stream.empty())
        .toList();
  }

  /**
   * As the batch layer takes it.
   *
   * @param endNames what hooks at the end of the run know besides
   */
  Run run(String invocationId, Function<RunSoFar, Map<String, Object>> endNames) {
    return new Run(
            project.site().jobName(),
            nodes,
            order().subset(nodes.keySet()),
            compiled::of,
            schemas(),
            ProjectHooks.of(project, compiled, endNames),
            new RunOptions(
                invocationId,
                new SchedulingPolicy(
                    project.output().threads(),
                    arguments.failFast(),
                    project.project().file().flag("skip_nodes_if_on_run_start_fails")),
                arguments.fullRefresh(),
                arguments.batchTimes(),
                arguments.kinds().warningsFail(),
                arguments.kept()))
        .makingSchemas(SchemaMacro.of(project));
  }

  private Dag order() {
    return arguments.kind() == RunKind.BUILD
        ? BuildOrder.of(project.manifest())
        : project.manifest().dag();
  }

  /** Those in which something is made: by tests only where failures are kept. */
  private List<String> schemas() {
    return nodes.values().stream()
        .filter(
            node ->
                switch (node.type()) {
                  case UNIT_TEST, EXPOSURE, SAVED_QUERY -> false;
                  case TEST ->
                      new DataTestSettings(node.config())
                          .stored(arguments.kinds().storeFailures())
                          .isPresent();
                  default -> true;
                })
        // What is made in a schema whose name is too long fails before anything is (Unmakeable); a
        // test's failures are made anew each time, so that the server may cut the name as it does.
        .filter(node -> !node.referable() || !new Identifier(node.relation().schema()).tooLong())
        .map(node -> new Identifier(node.relation().schema()).stored())
        .distinct()
        .toList();
  }
}
