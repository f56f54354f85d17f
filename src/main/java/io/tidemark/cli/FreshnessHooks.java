package io.tidemark.cli;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunSoFar;
import io.tidemark.batch.RunStatus;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.report.artifact.FreshnessNames;
import io.tidemark.report.artifact.SourcesArtifact.Result;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.report.run.FreshnessLines;
import io.tidemark.template.TemplateDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The project's hooks around {@code source freshness}; as in dbt, unless the project's flag {@code
 * source_freshness_run_project_hooks} is false.
 */
final class FreshnessHooks {

  private static final String FLAG = "source_freshness_run_project_hooks";

  private final ProjectCommand command;
  private final LoadedProject project;
  private final FreshnessLines lines;
  private final Console console;

  FreshnessHooks(
      ProjectCommand command, LoadedProject project, FreshnessLines lines, Console console) {
    this.command = command;
    this.project = project;
    this.lines = lines;
    this.console = console;
  }

  /** Runs those of the start; false if one has failed, which is told. */
  boolean start() {
    return run(RunHook.Phase.START, List.of());
  }

  /** Runs those of the end; false if one has failed, which is told. */
  boolean end(List<Result> results) {
    return run(RunHook.Phase.END, results);
  }

  private boolean run(RunHook.Phase phase, List<Result> results) {
    Map<String, Object> names =
        FreshnessNames.of(project.manifest(), project.compiler().descriptions(), results);
    List<RunHook> hooks =
        ProjectHooks.of(project, new CompiledSql(project, OutputFiles.of(project)), ended -> names)
            .stream()
            .filter(hook -> hook.phase() == phase)
            .toList();
    if (hooks.isEmpty()) {
      return true;
    }
    if (switchedOff()) {
      console.deprecated(
          WarningKind.FRESHNESS_HOOKS_NOT_RUN,
          "The hooks of `source freshness` are not run, because the flag %s is false: in a future"
                  .formatted(FLAG)
              + " version of dbt they are.",
          Map.of());
      return true;
    }
    try (TargetConnection connection = command.connect(project, console);
        Session session = connection.target().session()) {
      boolean failed = false;
      for (RunHook hook : hooks) {
        lines.hookStarted(hook, hooks.size());
        HookResult result =
            failed
                ? ended(hook, RunStatus.SKIPPED, now(), "", null)
                : result(hook, session, connection.target().statements());
        lines.hookFinished(result, hooks.size());
        if (result.failure() != null) {
          command
              .failures()
              .problems(result.failure(), SqlPlace.NONE)
              .forEach(problem -> console.error(problem.render()));
        }
        failed |= result.status() == RunStatus.ERROR;
      }
      return !failed;
    }
  }

  private HookResult result(RunHook hook, Session session, Statements statements) {
    Instant start = now();
    String sql = "";
    try {
      sql =
          hook.sql()
              .apply(TemplateDatabase.of(session, statements), new RunSoFar(List.of(), List.of()));
      if (!sql.isBlank()) {
        session.execute(sql);
      }
      return ended(hook, RunStatus.SUCCESS, start, sql, null);
    } catch (RuntimeException failure) {
      return ended(hook, RunStatus.ERROR, start, sql, failure);
    }
  }

  private HookResult ended(
      RunHook hook, RunStatus status, Instant start, String sql, @Nullable Throwable failure) {
    return new HookResult(
        hook, status, start, now(), Thread.currentThread().getName(), sql, failure);
  }

  private Instant now() {
    return command.surroundings().clock().instant();
  }

  private boolean switchedOff() {
    return !project.project().file().flag(FLAG);
  }
}
