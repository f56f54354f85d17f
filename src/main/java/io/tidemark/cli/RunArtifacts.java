package io.tidemark.cli;

import io.tidemark.batch.RunResult;
import io.tidemark.report.artifact.ManifestInput.MacroFacts;
import io.tidemark.report.artifact.RunResultsInput;
import io.tidemark.template.InvocationFlags;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Writes what a run leaves for other tools: {@code run_results.json} and {@code manifest.json}. */
final class RunArtifacts {

  private static final DateTimeFormatter WITHOUT_ZONE =
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC);

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
    plan.compiled().skip(BehindFailures.of(result, which.equals("build")));
    ManifestFile.write(project, files, command.facts(invokedAt), plan.compiled(), this::macros);
  }

  private List<MacroFacts> macros() {
    try {
      return macros.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException wrong ? wrong : e;
    }
  }

  /** As asked for, which in a retry is what the run was asked for that is retried. */
  private Map<String, @Nullable Object> arguments(String which) {
    RunArguments asked = plan.arguments();
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(plan.project().invocation().flags());
    flags.put("WHICH", which);
    flags.put("SELECT", asked.select());
    flags.put("EXCLUDE", asked.exclude());
    flags.put("VARS", VarsOption.shown(asked.vars()));
    flags.put("FULL_REFRESH", asked.fullRefresh());
    flags.put("FAIL_FAST", asked.failFast());
    flags.put("STORE_FAILURES", asked.kinds().storeFailures());
    flags.put("EVENT_TIME_START", text(asked.eventTimes().start()));
    flags.put("EVENT_TIME_END", text(asked.eventTimes().end()));
    flags.put("THREADS", asked.threads());
    scope(asked.scope(), flags);
    return InvocationFlags.arguments(flags);
  }

  private static void scope(RunScope scope, Map<String, @Nullable Object> flags) {
    flags.put("SELECTOR", scope.selector());
    flags.put("INDIRECT_SELECTION", scope.indirect().name().toLowerCase(Locale.ROOT));
    flags.put("STATE", text(scope.state()));
    flags.put("DEFER", scope.defer());
    flags.put("DEFER_STATE", text(scope.deferState()));
    flags.put("FAVOR_STATE", scope.favorState());
    if (scope.empty()) {
      flags.put("EMPTY", true);
    }
    if (flags.get("SAMPLE") == null && scope.sample() != null) {
      flags.put(
          "SAMPLE", "{start: %s, end: %s}".formatted(scope.sample().start(), scope.sample().end()));
    }
  }

  /** In UTC and without its zone, as dbt writes it. */
  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : WITHOUT_ZONE.format(time);
  }

  private static @Nullable String text(@Nullable Path path) {
    return path == null ? null : path.toString();
  }
}
