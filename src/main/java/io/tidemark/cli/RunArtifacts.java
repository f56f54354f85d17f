package io.tidemark.cli;

import io.tidemark.batch.RunResult;
import io.tidemark.report.artifact.RunResultsArtifact;
import io.tidemark.report.artifact.RunResultsInput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a run leaves for other tools: {@code run_results.json} and {@code manifest.json}. */
final class RunArtifacts {

  private final RunPlan plan;
  private final ProjectCommand command;
  private final Instant invokedAt;

  RunArtifacts(RunPlan plan, ProjectCommand command, Instant invokedAt) {
    this.plan = plan;
    this.command = command;
    this.invokedAt = invokedAt;
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
    try {
      new RunResultsArtifact(input).write(files.file(RunResultsArtifact.FILE_NAME));
    } catch (IOException e) {
      throw files.unwritable(e);
    }
    ManifestFile.write(plan.project(), files, command.facts(invokedAt), plan.compiled());
  }

  private Map<String, @Nullable Object> arguments(String which) {
    RunArguments asked = plan.arguments();
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    command.flags().forEach((name, value) -> arguments.put(name.toLowerCase(Locale.ROOT), value));
    arguments.put("which", which);
    arguments.put("select", asked.select());
    arguments.put("exclude", asked.exclude());
    arguments.put("vars", VarsOption.parse(asked.vars()));
    arguments.put("full_refresh", asked.fullRefresh());
    arguments.put("fail_fast", asked.failFast());
    arguments.put("event_time_start", text(asked.eventTimes().start()));
    arguments.put("event_time_end", text(asked.eventTimes().end()));
    arguments.put("threads", plan.project().output().threads());
    arguments.put("target", plan.project().output().name());
    arguments.put("profile", plan.project().output().profile());
    arguments.put("project_dir", plan.project().project().root().toString());
    return arguments;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
