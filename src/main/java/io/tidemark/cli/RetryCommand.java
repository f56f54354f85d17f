package io.tidemark.cli;

import io.tidemark.batch.PreviousRun;
import io.tidemark.batch.RunSession;
import io.tidemark.graph.Node;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.report.console.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark retry}, as dbt has it: what {@code run_results.json} says has failed. */
@Command(
    name = "retry",
    header = "Do again what has failed, by target/run_results.json.",
    description = {
      "",
      "As in dbt: the command whose results are there (or in --state) is done again for the nodes"
          + " that failed or were skipped, with the flags it had; --vars and --threads, if given,"
          + " take the place of its own.",
      "A run that was killed, and so has left no results, is continued as restart does it, from its"
          + " last committed chunk. So is a run whose ID is given.",
      ""
    })
final class RetryCommand extends ProjectCommand {

  private static final String NOTHING =
      "Nothing to do. Try checking your model configs and model specification args";

  @Mixin ContinuedRunOptions wanted = new ContinuedRunOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    Runner runner = new Runner(this, console, warmUp);
    if (wanted.id != null) {
      return runner.restart(
          site(console),
          new RestartChoice(wanted.id),
          arguments -> continued(arguments, console),
          wanted.lock.patience());
    }
    Path directory = directory();
    EarlierResults earlier = EarlierResults.in(directory).orElse(null);
    if (earlier == null) {
      return continueKilled(runner, directory, console);
    }
    takeOver(earlier);
    RunKind kind =
        Arrays.stream(RunKind.values())
            .filter(one -> one.dbtName().equals(earlier.which()))
            .findFirst()
            .orElse(null);
    if (kind != null) {
      return retry(runner, earlier, kind, console);
    }
    if (options().state.state != null) {
      return otherCommand(earlier, console);
    }
    return runner
        .retry(
            site(console),
            session -> killed(session, earlier),
            (previous, arguments) -> continued(arguments, console),
            Optional::empty,
            wanted.lock.patience())
        .orElseGet(() -> otherCommand(earlier, console));
  }

  /** As in dbt a target and a profile that the run had are those of the retry. */
  private void takeOver(EarlierResults earlier) {
    RetriedArguments args = new RetriedArguments(earlier, projectDirectory());
    GlobalOptions options = options();
    if (options.target == null) {
      options.target = args.text("target");
    }
    if (options.profile == null) {
      options.profile = args.text("profile");
    }
  }

  private RunSite site(Console console) {
    return loader(console).site(VarsOption.parse(options().vars));
  }

  /** No results were ever written: what the job repository has is what was begun. */
  private int continueKilled(Runner runner, Path directory, Console console) {
    ProjectException none =
        new ProjectException(
            Problem.of(
                    "Could not find previous run in '%s' target directory"
                        .formatted(shown(directory)))
                .next("Run something first, or name the directory of its artifacts: --state DIR"));
    if (options().state.state != null) {
      throw none;
    }
    return runner
        .retry(
            site(console),
            session -> session.lastRun().filter(PreviousRun::restartable),
            (previous, arguments) -> continued(arguments, console),
            Optional::empty,
            wanted.lock.patience())
        .orElseThrow(() -> none);
  }

  private int retry(Runner runner, EarlierResults earlier, RunKind kind, Console console) {
    boolean warningsFail = options().warnings.policy().isError("LogTestResult");
    Set<String> failed = earlier.failed(warningsFail);
    boolean elsewhere = options().state.state != null;
    RunArguments asked =
        given(new RetriedArguments(earlier, projectDirectory()).of(kind, warningsFail));
    return runner
        .retry(
            site(console),
            session ->
                elsewhere
                    ? Optional.empty()
                    : killed(session, earlier)
                        .or(() -> same(session, earlier, !failed.isEmpty() && !warningsFail)),
            (previous, arguments) -> {
              RunPlan plan = continued(arguments, console);
              if (previous.isOf(earlier.invocationId())) {
                RunPlan.checkThere(plan.nodes().keySet(), arguments, failed);
                // As in dbt what the project has got since is for a run of its own.
                return plan.only(earlier.ids());
              }
              return plan;
            },
            () ->
                failed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RunPlan.retrying(read(asked, console), asked, failed)),
            wanted.lock.patience())
        .orElseGet(
            () -> runner.nothing(RunPlan.retrying(read(asked, console), asked, Set.of()), NOTHING));
  }

  /** The run that the results are of, where the job repository can continue it. */
  private static Optional<PreviousRun> same(
      RunSession session, EarlierResults earlier, boolean left) {
    return session
        .lastRun()
        .filter(run -> left && run.restartable() && run.isOf(earlier.invocationId()));
  }

  /** A run that has been killed since the results were written, so that they don't know of it. */
  private static Optional<PreviousRun> killed(RunSession session, EarlierResults earlier) {
    return session
        .lastRun()
        .filter(
            run ->
                run.restartable()
                    && run.died()
                    && !run.isOf(earlier.invocationId())
                    && run.startedAt().isAfter(earlier.writtenAt()));
  }

  /** As in dbt: of the flags that are given now, these count. */
  private RunArguments given(RunArguments asked) {
    String vars = options().vars;
    Integer threads = options().threads();
    return new RunArguments(
        asked.kind(),
        asked.kinds(),
        asked.select(),
        asked.exclude(),
        vars == null ? asked.vars() : vars,
        asked.fullRefresh() || wanted.fullRefresh,
        asked.failFast(),
        threads == null ? asked.threads() : threads,
        asked.eventTimes(),
        asked.scope());
  }

  /** The plan of a run that the job repository continues. */
  private RunPlan continued(RunArguments kept, Console console) {
    boolean warningsFail = options().warnings.policy().isError("LogTestResult");
    RunArguments arguments =
        given(
            kept.withKinds(
                new NodeKinds(kept.kinds().types(), kept.kinds().storeFailures(), warningsFail)));
    return RunPlan.of(read(arguments, console), arguments, console);
  }

  /** The project is read only here: without the run's variables it may be none. */
  private LoadedProject read(RunArguments arguments, Console console) {
    Map<String, @Nullable Object> flags = new LinkedHashMap<>(arguments.kinds().flags());
    flags.put("WHICH", arguments.kind().dbtName());
    return load(
        console,
        VarsOption.parse(arguments.vars()),
        arguments.fullRefresh(),
        arguments.threads(),
        flags);
  }

  /** A command that makes no run of nodes. */
  private int otherCommand(EarlierResults earlier, Console console) {
    RetriedArguments args = new RetriedArguments(earlier, projectDirectory());
    if (options().vars == null) {
      options().vars = args.vars();
    }
    Set<String> failed = earlier.failed(false);
    return switch (earlier.which()) {
      case "run-operation" -> {
        // As in dbt, one that went well is not called again, and nothing is said.
        yield failed.isEmpty()
            ? ExitCode.OK
            : new MacroCall(
                    this,
                    String.valueOf(args.text("macro")),
                    args.text("args") == null
                        ? earlier.args().path("args").toString()
                        : args.text("args"))
                .run(console);
      }
      case "clone" -> cloneAgain(args, failed, console);
      case "compile", "generate" -> {
        // What can't be compiled ends the command before it has results, in dbt too.
        console.warn("NothingToDo", "Q035", NOTHING);
        yield ExitCode.OK;
      }
      default ->
          throw new ProjectException(
              Problem.of("There is no retry of \"" + earlier.which() + "\"")
                  .found(
                      "A retry does again: build, run, seed, snapshot, test, clone,"
                          + " run-operation.")
                  .next("Start the command again."));
    };
  }

  private int cloneAgain(RetriedArguments args, Set<String> failed, Console console) {
    if (failed.isEmpty()) {
      console.warn("NothingToDo", "Q035", NOTHING);
      return ExitCode.OK;
    }
    LoadedProject project = load(console);
    List<Node> nodes =
        CloneRun.nodes(project).stream().filter(node -> failed.contains(node.uniqueId())).toList();
    Path state = args.path("state");
    if (state == null) {
      throw new ProjectException(
          Problem.of("The clone that is retried does not say which artifacts it had")
              .next("Start it again: clone --state DIR"));
    }
    Map<String, @Nullable Object> asked = new LinkedHashMap<>();
    asked.put("SELECT", args.list("select"));
    asked.put("EXCLUDE", args.list("exclude"));
    asked.put("STATE", args.text("state"));
    boolean fullRefresh = args.truth("full_refresh") || wanted.fullRefresh;
    return new CloneRun(this, project, state, fullRefresh, asked).run(nodes, console);
  }

  /** Where the results are: in {@code --state}, else where this project's artifacts go. */
  private Path directory() {
    Path here = surroundings().directory();
    Path root = projectDirectory();
    Path state = options().state.state;
    if (state != null) {
      Path ofProject = root.resolve(state);
      return Files.isDirectory(ofProject) ? ofProject : here.resolve(state);
    }
    Path asked = options().targetPath;
    if (asked != null) {
      return root.resolve(asked);
    }
    YamlNode written = ProjectYaml.read(root).mapping().get("target-path");
    return root.resolve(
        written != null && written.value() instanceof String path ? path : "target");
  }

  private String shown(Path directory) {
    Path root = projectDirectory();
    return directory.startsWith(root)
        ? root.relativize(directory).toString()
        : directory.toString();
  }
}
