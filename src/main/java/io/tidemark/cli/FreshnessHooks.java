package io.tidemark.cli;

import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunSoFar;
import io.tidemark.postgres.Session;
import io.tidemark.report.artifact.FreshnessNames;
import io.tidemark.report.artifact.SourcesArtifact.Result;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.template.TemplateDatabase;
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
  private final Console console;

  FreshnessHooks(ProjectCommand command, LoadedProject project, Console console) {
    this.command = command;
    this.project = project;
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
        ProjectHooks.of(
                project,
                new CompiledSql(project, new OutputFiles(project.targetPath())),
                ended -> names)
            .stream()
            .filter(hook -> hook.phase() == phase)
            .toList();
    if (hooks.isEmpty() || switchedOff()) {
      return true;
    }
    try (TargetConnection connection = command.connect(project, console);
        Session session = connection.target().session()) {
      for (RunHook hook : hooks) {
        String sql =
            hook.sql()
                .apply(
                    TemplateDatabase.of(session, connection.target().statements()),
                    new RunSoFar(List.of(), List.of()));
        if (!sql.isBlank()) {
          session.execute(sql);
        }
        console.info("OK hook: " + hook.shownName());
      }
      return true;
    } catch (RuntimeException failure) {
      console.error("ERROR in a hook, " + phase.dbtName());
      command
          .failures()
          .problems(failure, SqlPlace.NONE)
          .forEach(problem -> console.error(problem.render()));
      return false;
    }
  }

  private boolean switchedOff() {
    @Nullable Object flag =
        ProjectFlags.of(
                command.surroundings(), command.options().projectDir, command.options().profilesDir)
            .values()
            .get(FLAG);
    return flag != null && flag.toString().equalsIgnoreCase("false");
  }
}
