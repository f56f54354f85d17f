package io.tidemark.cli;

import io.tidemark.graph.check.Deprecation;
import io.tidemark.graph.check.TelltaleReference;
import io.tidemark.graph.check.UnsupportedConstraints;
import io.tidemark.graph.check.UnusedConfiguration;
import io.tidemark.materialization.MicrobatchInputs;
import io.tidemark.materialization.UnknownSchemaChange;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.InvocationFacts;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.ConsoleOptions;
import io.tidemark.report.console.InvocationEnvironment;
import io.tidemark.report.console.LogFileOptions;
import io.tidemark.report.console.LogForm;
import io.tidemark.report.console.SecretMask;
import io.tidemark.report.console.Terminal;
import io.tidemark.report.failure.FailureText;
import io.tidemark.template.TemplateLog;
import io.tidemark.template.UnexpectedTags;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that is about a project. */
abstract class ProjectCommand implements Callable<Integer> {

  private static final String LOG_FILE = "tidemark.log";

  @Spec CommandSpec spec = CommandSpec.create();

  private final String invocationId = UUID.randomUUID().toString();

  @Override
  public final Integer call() throws Exception {
    try (Console console = console(loader(TemplateLog.silent()))) {
      InvocationEvents events = new InvocationEvents(console, surroundings().clock(), spec);
      events.begun();
      boolean successful = false;
      try {
        UsedDeprecations.of(this).forEach(one -> one.tell(console));
        int exitCode = run(console);
        successful = exitCode == ExitCode.OK;
        return exitCode;
      } finally {
        console.summarizeDeprecations();
        events.over(successful);
      }
    }
  }

  /** Does it and gives the exit code. */
  abstract int run(Console console) throws Exception;

  /**
   * Whether what it prints is a document for a program: then nothing else goes to the standard
   * output, and what it tells goes beside it.
   */
  boolean printsDocument() {
    return false;
  }

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
    return new FailureText(FailedCommand.REPORT_TO, Program.name(surroundings()));
  }

  /** What the command line, the environment and the project say, by dbt's names of flags. */
  Map<String, @Nullable Object> flags() {
    return FlagValues.of(spec);
  }

  /**
   * Whether nodes are chosen by {@code --models}, the old name of {@code --select}. As in dbt,
   * {@code ls --models} lists models alone.
   */
  boolean selectsByModels() {
    return spec.commandLine().getParseResult().originalArgs().stream()
        .anyMatch(argument -> argument.matches("(-m|--models?)(=.*)?"));
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

  /** Writes {@code manifest.json}: as in dbt each command that reads the project does. */
  void writeManifest(LoadedProject project, Instant startedAt) {
    OutputFiles files = OutputFiles.of(project);
    ManifestFile.write(project, files, facts(startedAt), new CompiledSql(project, files));
  }

  /** The same beside what the command is for, which is done where nothing may be written, too. */
  void writeManifest(LoadedProject project, Instant startedAt, Console console) {
    try {
      writeManifest(project, startedAt);
    } catch (ProjectException unwritable) {
      unwritable.problems().forEach(problem -> console.warn(problem.render()));
    }
  }

  /** The project's directory. */
  Path projectDirectory() {
    return loader(TemplateLog.silent()).directory();
  }

  /** A loader whose templates' own messages go to the console. */
  ProjectLoader loader(Console console) {
    return loader(new ConsoleTemplateLog(console, options().log.print));
  }

  /** Reads the project with what {@code --vars} says. */
  LoadedProject load(Console console) {
    return load(console, VarsOption.parse(options().vars), false, options().threads());
  }

  /** Reads the project and tells what is to be warned of. */
  LoadedProject load(
      Console console,
      Map<String, @Nullable Object> vars,
      boolean fullRefresh,
      @Nullable Integer threads) {
    return load(console, vars, fullRefresh, threads, Map.of());
  }

  /**
   * As the other.
   *
   * @param flags what templates find in {@code flags}, beside what the command line says
   */
  LoadedProject load(
      Console console,
      Map<String, @Nullable Object> vars,
      boolean fullRefresh,
      @Nullable Integer threads,
      Map<String, @Nullable Object> flags) {
    return load(console, vars, fullRefresh, threads, flags, Map.of());
  }

  /**
   * As the other.
   *
   * @param job the names that a job's run gives to templates
   */
  LoadedProject load(
      Console console,
      Map<String, @Nullable Object> vars,
      boolean fullRefresh,
      @Nullable Integer threads,
      Map<String, @Nullable Object> flags,
      Map<String, @Nullable Object> job) {
    TemplateLog log = new ConsoleTemplateLog(console, options().log.print);
    LoadedProject project = loader(log, flags, job).load(vars, fullRefresh, threads);
    project.project().warnings().forEach(console::warn);
    UnexpectedTags.of(project.project()).forEach(console::warn);
    project.manifest().warnings().forEach(console::warn);
    UnusedConfiguration.warning(project.project(), project.manifest())
        .ifPresent(unused -> console.warn("UnusedResourceConfigPath", "I051", unused.render()));
    MacroAnnotations.warnings(project.project(), project.engine().macros())
        .forEach(warning -> console.warn("InvalidMacroAnnotation", "I076", warning));
    Deprecation.of(project.manifest(), surroundings().clock().instant())
        .forEach(one -> console.warn(one.event(), one.code(), one.text(), one.data()));
    TelltaleReference.outOfPackages(project.manifest())
        .forEach(one -> console.warn(one.event(), one.code(), one.text(), one.data()));
    UnsupportedConstraints.of(project.manifest()).forEach(console::warn);
    new MicrobatchInputs(project.manifest()).warnings().forEach(console::warn);
    UnknownSchemaChange.of(project.manifest()).forEach(console::warn);
    return project;
  }

  /** The project's target for a command that is not a run; the caller closes it. */
  TargetConnection connect(LoadedProject project, Console console) {
    return TargetConnection.open(
        project.output(), project.project().root(), new RunningStatements(), console::info);
  }

  private ProjectLoader loader(TemplateLog log) {
    return loader(log, Map.of(), Map.of());
  }

  private ProjectLoader loader(
      TemplateLog log, Map<String, @Nullable Object> more, Map<String, @Nullable Object> job) {
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(flags());
    flags.putAll(more);
    return new ProjectLoader(surroundings(), options(), flags, invocationId, log, job);
  }

  private Console console(ProjectLoader loader) {
    LogOptions log = options().log;
    Map<String, String> environment = surroundings().environment();
    ConsoleOptions consoleOptions =
        new ConsoleOptions(
            log.level(),
            log.quiet,
            form(log.logFormat, LogForm.TEXT),
            Terminal.of(Terminal.attached(environment), log.colors(), environment),
            logFile(loader),
            invocationId,
            InvocationEnvironment.custom(environment),
            new SecretMask(environment, List.of()),
            options().warnings.policy(),
            options().accepted.showAllDeprecations);
    Surroundings around = surroundings();
    return printsDocument()
        ? new Console(consoleOptions, around.err(), around.out(), around.clock())
        : new Console(consoleOptions, around.out(), around.clock());
  }

  private static LogForm form(LogOptions.LogFormat format, LogForm byDefault) {
    return switch (format) {
      case DEFAULT -> byDefault;
      case TEXT -> LogForm.TEXT;
      case DEBUG -> LogForm.DEBUG;
      case JSON -> LogForm.JSON;
    };
  }

  private @Nullable LogFileOptions logFile(ProjectLoader loader) {
    Path path = logFilePath(loader);
    LogOptions log = options().log;
    return path == null
        ? null
        : new LogFileOptions(
            path, log.logLevelFile, form(log.fileFormat(), LogForm.DEBUG), log.logFileMaxBytes);
  }

  /** In the project's log-path; no file where there is no project. */
  private @Nullable Path logFilePath(ProjectLoader loader) {
    Path asked = options().log.logPath;
    if (asked != null) {
      return surroundings().directory().resolve(asked).resolve(LOG_FILE);
    }
    try {
      return ProjectLoader.logDirectory(loader.directory()).resolve(LOG_FILE);
    } catch (ProjectException noProject) {
      return null;
    }
  }

  private RootCommand root() {
    return (RootCommand) spec.root().userObject();
  }
}
