package io.tidemark.cli;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.compile.Compiler;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.RunResultsInput;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.template.InvocationFlags;
import io.tidemark.template.Macro;
import io.tidemark.template.MacroLibrary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls a macro for {@code run-operation}, or for a retry of that. */
final class MacroCall {

  private final ProjectCommand command;
  private final String macro;
  private final @Nullable String arguments;

  /**
   * A call.
   *
   * @param macro its name, perhaps with its package before a dot
   * @param arguments its arguments by name, as YAML; null for none
   */
  MacroCall(ProjectCommand command, String macro, @Nullable String arguments) {
    this.command = command;
    this.macro = macro;
    this.arguments = arguments;
  }

  /** Calls it, tells what is wrong, and writes {@code run_results.json}; gives the exit code. */
  int run(Console console) {
    Instant start = command.surroundings().clock().instant();
    Map<String, @Nullable Object> named = arguments();
    LoadedProject project = command.load(console);
    command.writeManifest(project, start, console);
    Macro called = find(project.engine().macros(), project.project().name());
    Instant found = command.surroundings().clock().instant();
    Throwable failure = null;
    String id = called.uniqueId();
    try (AskedDatabase asked = new AskedDatabase(command, project, console)) {
      asked.asks("macro");
      asked.database().lastsAlone();
      Compiler compiler = project.compiler().on(asked.database());
      compiler.operate(called, named);
      if (asked.database().uncommitted()) {
        console.warn(
            "What "
                + macro
                + " changed is undone, because it did not commit. To keep it, end the macro with:"
                + " {% do adapter.commit() %}");
      }
    } catch (RuntimeException e) {
      failure = e;
    }
    write(project, id, start, found, failure);
    if (failure != null) {
      command.failures().problems(failure, SqlPlace.NONE).forEach(p -> console.error(p.render()));
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }

  private Map<String, @Nullable Object> arguments() {
    return arguments(arguments);
  }

  /** Arguments by name, as {@code --args} has them; none for null. */
  static Map<String, @Nullable Object> arguments(@Nullable String yaml) {
    return VarsOption.parse("--args", "{amount: 2}", yaml);
  }

  private Macro find(MacroLibrary macros, String projectName) {
    int dot = macro.indexOf('.');
    Optional<Macro> found =
        dot < 0
            ? macros.find(macro, projectName)
            : macros.inPackage(macro.substring(0, dot), macro.substring(dot + 1));
    return found
        .or(() -> dot < 0 ? macros.anywhere(macro) : Optional.empty())
        .orElseThrow(() -> unknown(macros));
  }

  private ProjectException unknown(MacroLibrary macros) {
    List<String> names = macros.all().stream().map(Macro::name).toList();
    return new ProjectException(
        Problem.of("There is no macro \"" + macro + "\"")
            .found(NearestName.question(macro, names).orElse(null))
            .next("Write it in a file of the folder macros/, or correct its name."));
  }

  private void write(
      LoadedProject project, String id, Instant start, Instant found, @Nullable Throwable failure) {
    Instant end = command.surroundings().clock().instant();
    RunHook hook = new RunHook(id, RunHook.Phase.CALLED, 0, (database, ended) -> "");
    RunStatus status = failure == null ? RunStatus.SUCCESS : RunStatus.ERROR;
    HookResult result =
        new HookResult(
            hook, status, start, found, end, Thread.currentThread().getName(), "", failure);
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(project.invocation().flags());
    flags.put("WHICH", "run-operation");
    flags.put("MACRO", macro);
    flags.put("ARGS", arguments());
    OutputFiles files = OutputFiles.of(project);
    RunResultsInput input =
        new RunResultsInput(
            command.facts(start),
            new RunResult(0, start, end, List.of(), List.of(result), false),
            InvocationFlags.arguments(flags),
            command.failures(),
            node -> SqlPlace.NONE);
    files.write(input);
  }
}
