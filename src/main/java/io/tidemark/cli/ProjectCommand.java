package io.tidemark.cli;

import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.InvocationFacts;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.ConsoleOptions;
import io.tidemark.report.console.InvocationEnvironment;
import io.tidemark.report.console.SecretMask;
import io.tidemark.report.console.Terminal;
import io.tidemark.report.failure.FailureText;
import io.tidemark.template.TemplateLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** A command that is about a project. */
abstract class ProjectCommand implements Callable<Integer> {

  @ParentCommand @Nullable RootCommand root;

  private final String invocationId = UUID.randomUUID().toString();

  @Override
  public final Integer call() throws Exception {
    try (Console console = console(loader(TemplateLog.silent()))) {
      return run(console);
    }
  }

  /** Does it and gives the exit code. */
  abstract int run(Console console) throws Exception;

  GlobalOptions options() {
    return root().options;
  }

  Surroundings surroundings() {
    return root().surroundings();
  }

  String invocationId() {
    return invocationId;
  }

  FailureText failures() {
    return new FailureText(FailedCommand.REPORT_TO);
  }

  /** What artifacts say of this invocation. */
  InvocationFacts facts(Instant startedAt) {
    return new InvocationFacts(
        invocationId,
        startedAt,
        surroundings().clock().instant(),
        surroundings().environment(),
        new SecretMask(surroundings().environment(), List.of()));
  }

  /** A loader whose templates' own messages go to the console. */
  ProjectLoader loader(Console console) {
    return loader(new ConsoleTemplateLog(console));
  }

  /** Reads the project with what {@code --vars} says. */
  LoadedProject load(Console console) {
    return load(console, VarsOption.parse(options().vars), false, null);
  }

  /** Reads the project and tells what is to be warned of. */
  LoadedProject load(
      Console console,
      Map<String, @Nullable Object> vars,
      boolean fullRefresh,
      @Nullable Integer threads) {
    LoadedProject project = loader(console).load(vars, fullRefresh, threads);
    project.project().warnings().forEach(warning -> console.warn(warning.render()));
    return project;
  }

  private ProjectLoader loader(TemplateLog log) {
    return new ProjectLoader(surroundings(), options(), invocationId, log);
  }

  private Console console(ProjectLoader loader) {
    GlobalOptions options = options();
    Map<String, String> environment = surroundings().environment();
    ConsoleOptions consoleOptions =
        new ConsoleOptions(
            options.level(),
            options.quiet,
            options.logFormat == GlobalOptions.LogFormat.json,
            Terminal.of(Terminal.attached(), options.colors(), environment),
            logFile(loader),
            invocationId,
            InvocationEnvironment.custom(environment),
            new SecretMask(environment, List.of()));
    return new Console(consoleOptions, surroundings().out(), surroundings().clock());
  }

  /** In the project's log-path as dbt has it by default; no file where there is no project. */
  private @Nullable Path logFile(ProjectLoader loader) {
    Path asked = options().logPath;
    Path folder;
    if (asked != null) {
      folder = surroundings().directory().resolve(asked);
    } else {
      try {
        folder = loader.directory().resolve("logs");
      } catch (ProjectException noProject) {
        return null;
      }
    }
    return folder.resolve("tidemark.log");
  }

  private RootCommand root() {
    if (root == null) {
      throw new IllegalStateException("a command is run below the root command");
    }
    return root;
  }
}
