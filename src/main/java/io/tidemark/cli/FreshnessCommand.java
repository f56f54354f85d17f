package io.tidemark.cli;

import io.tidemark.batch.WorkerThreads;
import io.tidemark.graph.FreshnessRule;
import io.tidemark.graph.SourceNode;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.report.artifact.SourcesArtifact;
import io.tidemark.report.artifact.SourcesArtifact.Result;
import io.tidemark.report.console.Console;
import io.tidemark.report.run.FreshnessLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark source freshness}. */
@Command(
    name = "freshness",
    aliases = "snapshot-freshness",
    header = "Look how old the newest rows of the sources are, and write sources.json.",
    description = {
      "",
      "Looked at are the tables that have warn_after or error_after. One that is older than its"
          + " error_after ends the command with 1.",
      ""
    })
final class FreshnessCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the result is written, instead of sources.json in the target path.")
  @Nullable Path output;

  @Override
  int run(Console console) {
    Instant start = surroundings().clock().instant();
    LoadedProject project = load(console);
    if (output != null) {
      console.deprecated(
          WarningKind.CUSTOM_OUTPUT_PATH,
          "Custom output path usage `--output %s` usage detected in `dbt source freshness` command."
              .formatted(output),
          Map.of("path", output.toString()));
    }
    Map<SourceNode, FreshnessRule> rules = rules(project, console);
    writeManifest(project, start);
    if (rules.isEmpty()) {
      console.warn("NothingToDo", "Q035", "Nothing to do: no source with a freshness is selected");
    }
    FreshnessLines lines = new FreshnessLines(console, options().log.printerWidth);
    FreshnessHooks hooks = new FreshnessHooks(this, project, lines, console);
    if (!rules.isEmpty() && !hooks.start()) {
      return ExitCode.FAILED;
    }
    List<Result> results = rules.isEmpty() ? List.of() : results(project, rules, lines, console);
    write(project, results, start);
    boolean hooksFailed = !rules.isEmpty() && !hooks.end(results);
    console.info("Done.");
    boolean failed =
        hooksFailed
            || results.stream()
                .anyMatch(
                    one -> one.status().equals("error") || one.status().equals("runtime error"));
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  private Map<SourceNode, FreshnessRule> rules(LoadedProject project, Console console) {
    SelectedNodes selected =
        SelectedNodes.of(
            project,
            selection.select,
            selection.exclude,
            RunScope.of(this, selection.selector, null),
            console);
    Map<SourceNode, FreshnessRule> rules = new LinkedHashMap<>();
    project
        .manifest()
        .sources()
        .forEach(
            (id, source) -> {
              if (selected.ids().contains(id)) {
                FreshnessRule.of(source).ifPresent(rule -> rules.put(source, rule));
              }
            });
    return rules;
  }

  private List<Result> results(
      LoadedProject project,
      Map<SourceNode, FreshnessRule> rules,
      FreshnessLines lines,
      Console console) {
    int threads = Math.min(project.output().threads(), rules.size());
    ExecutorService workers = Executors.newFixedThreadPool(threads, new WorkerThreads());
    try (TargetConnection connection = connect(project, console);
        SourceDatabases databases = databases(project, rules.keySet(), console)) {
      SourceFreshness freshness =
          new SourceFreshness(project, connection.target(), databases, surroundings().clock());
      List<Future<Result>> asked = new ArrayList<>();
      int index = 0;
      for (Map.Entry<SourceNode, FreshnessRule> one : rules.entrySet()) {
        int number = ++index;
        asked.add(
            workers.submit(
                () -> {
                  String name = one.getKey().source().name() + "." + one.getKey().name();
                  lines.started(number, rules.size(), name);
                  Result result = freshness.of(one.getKey(), one.getValue());
                  lines.finished(number, rules.size(), name, result);
                  return result;
                }));
      }
      List<Result> results = new ArrayList<>();
      for (Future<Result> one : asked) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sources were asked", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private static SourceDatabases databases(
      LoadedProject project, Set<SourceNode> asked, Console console) {
    List<SourceNode> elsewhere = asked.stream().filter(SourceNode::loaded).toList();
    return SourceDatabases.of(project, elsewhere, new RunningStatements(), console::info);
  }

  private void write(LoadedProject project, List<Result> results, Instant start) {
    OutputFiles files = OutputFiles.of(project);
    Path file =
        output == null
            ? files.file(SourcesArtifact.FILE_NAME)
            : project.project().root().resolve(output);
    try {
      new SourcesArtifact(facts(start))
          .write(file, results, Duration.between(start, surroundings().clock().instant()));
    } catch (IOException e) {
      throw output == null
          ? files.unwritable(e)
          : new ProjectException(
              Problem.of("The result can't be written to " + file)
                  .found(String.valueOf(e.getMessage())));
    }
  }
}
