package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.WorkerThreads;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.materialization.UnusedMacros;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.report.artifact.RunResultsInput;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.report.run.RunCounts;
import io.tidemark.template.InvocationFlags;
import java.nio.file.Path;
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

/** Clones nodes for {@code clone}, or for a retry of that. */
final class CloneRun {

  private static final Set<ResourceType> CLONED =
      Set.of(ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);

  private final ProjectCommand command;
  private final LoadedProject project;
  private final Path state;
  private final boolean fullRefresh;
  private final Map<String, ? extends @Nullable Object> asked;

  /**
   * A run.
   *
   * @param state the directory of the other run's artifacts
   * @param fullRefresh true if what is in the target is replaced
   * @param asked flags of the run that is retried; empty where none is
   */
  CloneRun(
      ProjectCommand command,
      LoadedProject project,
      Path state,
      boolean fullRefresh,
      Map<String, ? extends @Nullable Object> asked) {
    this.command = command;
    this.project = project;
    this.state = state;
    this.fullRefresh = fullRefresh;
    this.asked = asked;
  }

  /** The nodes of a project that can be cloned. */
  static List<Node> nodes(LoadedProject project) {
    return project.manifest().nodes().values().stream()
        .filter(node -> CLONED.contains(node.type()) && !node.ephemeral())
        .toList();
  }

  /** Clones these, tells how it went, and writes the artifact; gives the exit code. */
  int run(List<Node> nodes, Console console) {
    Instant start = command.surroundings().clock().instant();
    UnusedMacros.ofClones(project.engine().macros(), nodes).forEach(console::warn);
    Map<String, JsonNode> others = ManifestFile.earlier(project, state).nodes();
    List<NodeResult> results;
    try (TargetConnection connection = command.connect(project, console)) {
      OneClone clones =
          new OneClone(
              () -> connection.target().session(),
              project.comments(),
              others,
              fullRefresh,
              project.invocation().quoting(),
              command.surroundings().clock());
      makeSchemas(connection, nodes, clones);
      results = all(project.output().threads(), nodes, clones, console);
    }
    Instant end = command.surroundings().clock().instant();
    RunResult ended = new RunResult(0, start, end, results, List.of(), false);
    console.info("Done. " + RunCounts.of(ended).line());
    write(ended);
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
      console.error(told.line() + "\n" + command.failures().of(failure));
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

  private void write(RunResult result) {
    if (!command.options().writeJson) {
      return;
    }
    OutputFiles files = OutputFiles.of(project);
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(project.invocation().flags());
    flags.put("WHICH", "clone");
    flags.put("FULL_REFRESH", fullRefresh);
    flags.putAll(asked);
    RunResultsInput input =
        new RunResultsInput(
            command.facts(result.startedAt()),
            result,
            InvocationFlags.arguments(flags),
            command.failures(),
            node -> SqlPlace.NONE);
    files.write(input);
  }
}
