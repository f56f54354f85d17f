package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.batch.WorkerThreads;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.RunResultsArtifact;
import io.tidemark.report.artifact.RunResultsInput;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
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

  private static final Set<ResourceType> CLONED =
      Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin ResourceTypeOptions resourceTypes = new ResourceTypeOptions();

  @Option(
      names = {"-f", "--full-refresh"},
      description = "Replace what is in the target.")
  boolean fullRefresh;

  @Override
  int run(Console console) {
    Instant start = surroundings().clock().instant();
    LoadedProject project = load(console);
    RunScope scope = RunScope.of(this, selection.selector, null);
    if (scope.state() == null) {
      throw new ProjectException(
          Problem.of("clone needs the artifacts of another run")
              .next("Name their directory: --state DIR, or DBT_STATE."));
    }
    Map<String, JsonNode> others = ManifestFile.earlier(project, scope.state()).nodes();
    SelectedNodes selected =
        SelectedNodes.of(project, selection.select, selection.exclude, scope, console);
    List<Node> nodes =
        project.manifest().nodes().values().stream()
            .filter(
                node ->
                    CLONED.contains(node.type())
                        && !node.ephemeral()
                        && resourceTypes.includes(node.type())
                        && selected.ids().contains(node.uniqueId()))
            .toList();
    List<NodeResult> results;
    try (TargetConnection connection = connect(project, console)) {
      OneClone clones =
          new OneClone(
              () -> connection.target().session(),
              project.comments(),
              others,
              fullRefresh,
              project.invocation().quoting(),
              surroundings().clock());
      makeSchemas(connection, nodes, clones);
      results = all(project.output().threads(), nodes, clones, console);
    }
    Instant end = surroundings().clock().instant();
    RunResult ended = new RunResult(0, start, end, results, List.of(), false);
    long failed = ended.count(RunStatus.ERROR);
    console.info(
        "Done. PASS=%d ERROR=%d TOTAL=%d"
            .formatted(results.size() - failed, failed, results.size()));
    write(project, ended);
    return ended.successful() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Before any thread begins: two that make one at once would be in each other's way. */
  private static void makeSchemas(TargetConnection connection, List<Node> nodes, OneClone clones) {
    try (Session session = connection.target().session()) {
      Catalog catalog = new Catalog(session, new Statements());
      nodes.stream()
          .filter(node -> clones.origin(node).isPresent())
          .map(node -> node.relation().schema())
          .distinct()
          .forEach(catalog::ensureSchema);
    }
  }

  private List<NodeResult> all(int threads, List<Node> nodes, OneClone clones, Console console) {
    ExecutorService workers = Executors.newFixedThreadPool(threads, new WorkerThreads());
    try {
      List<Future<NodeResult>> begun = new ArrayList<>();
      for (Node node : nodes) {
        begun.add(workers.submit(() -> tell(clones.of(node), console)));
      }
      List<NodeResult> results = new ArrayList<>();
      for (Future<NodeResult> one : begun) {
        results.add(ended(one));
      }
      return results;
    } finally {
      workers.shutdownNow();
    }
  }

  private NodeResult tell(OneClone.Told told, Console console) {
    Throwable failure = told.result().failure();
    if (failure == null) {
      console.info(told.line());
    } else {
      console.error(told.line() + "\n" + failures().of(failure));
    }
    return told.result();
  }

  private static NodeResult ended(Future<NodeResult> one) {
    try {
      return one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the command was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void write(LoadedProject project, RunResult result) {
    if (!options().writeJson) {
      return;
    }
    OutputFiles files = new OutputFiles(project.targetPath());
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("which", "clone");
    said.put("select", selection.select);
    said.put("exclude", selection.exclude);
    said.put("full_refresh", fullRefresh);
    said.put("vars", VarsOption.parse(options().vars));
    RunResultsInput input =
        new RunResultsInput(
            facts(result.startedAt()), result, said, failures(), node -> SqlPlace.NONE);
    try {
      new RunResultsArtifact(input).write(files.file(RunResultsArtifact.FILE_NAME));
    } catch (IOException e) {
      throw files.unwritable(e);
    }
  }
}
