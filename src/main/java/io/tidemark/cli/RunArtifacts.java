package io.tidemark.cli;

import io.tidemark.batch.RunResult;
import io.tidemark.report.artifact.ManifestInput.MacroFacts;
import io.tidemark.report.artifact.RunResultsInput;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Writes what a run leaves for other tools: {@code run_results.json} and {@code manifest.json}. */
final class RunArtifacts {

  private final RunPlan plan;
  private final ProjectCommand command;
  private final Instant invokedAt;
  private final CompletableFuture<List<MacroFacts>> macros;

  RunArtifacts(RunPlan plan, ProjectCommand command, Instant invokedAt) {
    this.plan = plan;
    this.command = command;
    this.invokedAt = invokedAt;
    // Several hundred of them, while the database works.
    this.macros =
        command.options().writeJson
            ? CompletableFuture.supplyAsync(() -> ManifestFile.macros(plan.project()))
            : CompletableFuture.completedFuture(List.of());
  }

  /**
   * Writes them.
   *
   * @param which the command's name, which tells readers what was run
   */
  void write(RunResult result, String which) {
    OutputFiles files = plan.files();
    RunResultsInput input =
        new RunResultsInput(
            command.facts(invokedAt),
            result,
            arguments(which),
            command.failures(),
            node -> plan.compiled().places(node));
    if (!command.options().writeJson) {
      return;
    }
    files.write(input);
    // Hooks that did not run have no number in a run.
    LoadedProject project = result.hooks().isEmpty() ? plan.project() : plan.project().inRun();
    ManifestFile.write(
        project, files, command.facts(invokedAt), plan.compiled(), this::macros);
  }

  private List<MacroFacts> macros() {
    try {
      return macros.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException wrong ? wrong : e;
    }
  }

  private Map<String, @Nullable Object> arguments(String which) {
    RunArguments asked = plan.arguments();
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    command.flags().forEach((name, value) -> arguments.put(name.toLowerCase(Locale.ROOT), value));
    arguments.put("which", which);
    arguments.put("select", asked.select());
    arguments.put("exclude", asked.exclude());
    arguments.put("vars", VarsOption.shown(VarsOption.parse(asked.vars())));
    arguments.put("full_refresh", asked.fullRefresh());
    arguments.put("fail_fast", asked.failFast());
    arguments.put("store_failures", asked.kinds().storeFailures());
    arguments.putAll(scope(asked.scope(), arguments));
    arguments.put("event_time_start", text(asked.eventTimes().start()));
    arguments.put("event_time_end", text(asked.eventTimes().end()));
    arguments.put("threads", plan.project().output().threads());
    arguments.put("target", plan.project().output().name());
    arguments.put("profile", plan.project().output().profile());
    arguments.put("project_dir", plan.project().project().root().toString());
    return arguments;
  }

  /** What a retry takes over of the run that it retries. */
  private static Map<String, @Nullable Object> scope(RunScope scope, Map<String, ?> said) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    arguments.put("selector", scope.selector());
    arguments.put("indirect_selection", scope.indirect().name().toLowerCase(Locale.ROOT));
    arguments.put("state", scope.state() == null ? null : scope.state().toString());
    arguments.put("defer", scope.defer());
    arguments.put("defer_state", scope.deferState() == null ? null : scope.deferState().toString());
    arguments.put("favor_state", scope.favorState());
    arguments.put("empty", scope.empty());
    if (!said.containsKey("sample") && scope.sample() != null) {
      arguments.put(
          "sample", "{start: %s, end: %s}".formatted(scope.sample().start(), scope.sample().end()));
    }
    return arguments;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
