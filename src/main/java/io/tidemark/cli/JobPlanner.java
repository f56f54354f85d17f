package io.tidemark.cli;

import io.tidemark.batch.InsideJob;
import io.tidemark.batch.JobRunId;
import io.tidemark.batch.KnownJobRun;
import io.tidemark.batch.Run;
import io.tidemark.batch.RunOptions;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.job.EarlierLaunch;
import io.tidemark.job.JobPlan;
import io.tidemark.job.JobValues;
import io.tidemark.job.TaskProgram;
import io.tidemark.materialization.EventTimes;
import io.tidemark.project.problem.Problems;
import io.tidemark.report.console.Console;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Jobs;
import io.tidemark.schedule.Param;
import io.tidemark.schedule.ParamUses;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a job's run: reads the project as that run sees it, and selects its nodes. */
final class JobPlanner {

  /** What a task that selects runs: as {@code build}, without its tests. */
  /** Those whose files are templates of their own. */
  private static final Set<ResourceType> WITH_SQL =
      Set.of(ResourceType.MODEL, ResourceType.SNAPSHOT);

  private static final Set<ResourceType> BUILT =
      Set.of(ResourceType.SOURCE, ResourceType.MODEL, ResourceType.SEED, ResourceType.SNAPSHOT);

  private final ProjectCommand command;
  private final Console console;
  private final Jobs jobs;
  private final Instant startedAt;

  JobPlanner(ProjectCommand command, Console console, Jobs jobs) {
    this.command = command;
    this.console = console;
    this.jobs = jobs;
    this.startedAt = command.surroundings().clock().instant();
  }

  /**
   * A plan, and what is told of its nodes by.
   *
   * @param plan what will run
   * @param nodes the same as a plain run of all its nodes, for the console and the artifacts
   * @param databases those that its sources are loaded from; closed when it is over
   */
  record Planned(JobPlan plan, RunPlan nodes, SourceDatabases databases) {}

  /** Programs that need the connection. */
  interface Connected {
    TaskProgram freshness(LoadedProject project, TaskWork.Freshness work);

    TaskProgram job(LoadedProject project, TaskWork.RunJob work);
  }

  /**
   * Makes it.
   *
   * @param earlier the run's last launch; null if there was none
   * @param known the job's runs that the repository knows
   * @throws io.tidemark.project.problem.ProjectException if the project or a template is wrong
   */
  Planned plan(
      Job job,
      JobRunId id,
      DataInterval interval,
      JobParams params,
      String runType,
      @Nullable EarlierLaunch earlier,
      List<KnownJobRun> known,
      TargetConnection connection,
      Connected programs) {
    String runId =
        earlier == null || earlier.runId().isEmpty()
            ? JobValues.runId(runType, interval.logicalDate())
            : earlier.runId();
    Map<String, @Nullable Object> values =
        JobValues.of(job, interval, runId, params.values(), lastSuccessEnd(id, known));
    RunArguments arguments = arguments(job, interval, earlier);
    LoadedProject project =
        command.load(
            console,
            VarsOption.parse(arguments.vars()),
            false,
            arguments.threads(),
            arguments.kinds().flags(),
            values);
    Map<String, Map<String, Node>> nodes = nodes(job, project);
    Map<String, Node> all = new LinkedHashMap<>();
    nodes.values().forEach(all::putAll);
    OutputFiles files = OutputFiles.of(project);
    RunPlan plain =
        new RunPlan(project, all, arguments, files, new CompiledSql(project, files))
            .reading(connection);
    Run run = Runner.run(plain, command, startedAt, command.failures());
    LoadedProject read = plain.project();
    SourceDatabases databases =
        SourceDatabases.of(read, plain.sources(), connection.target().running(), console::info);
    LoadedJobProject jobProject =
        new LoadedJobProject(
            read,
            plain.compiled(),
            InsideJob.of(id).variables(),
            databases,
            work -> programs.freshness(read, work),
            work -> programs.job(read, work));
    Map<String, String> kept = new LinkedHashMap<>(arguments.kept());
    kept.putAll(params.kept());
    JobPlan plan =
        new JobPlan(
            job,
            id,
            interval,
            runId,
            nodes,
            project.manifest().dag(),
            run.schemas(),
            run.schemaMaker(),
            run.hooks(),
            new RunOptions(
                run.options().invocationId(),
                run.options().policy(),
                false,
                run.options().eventTimes(),
                run.options().warningsFail(),
                kept),
            jobs.pools(),
            jobProject);
    return new Planned(plan, plain, databases);
  }

  private static @Nullable Instant lastSuccessEnd(JobRunId id, List<KnownJobRun> known) {
    Instant end = null;
    for (KnownJobRun run : known) {
      boolean before = run.logicalDate().isBefore(id.logicalDate());
      if (before && run.complete() && run.hasParamsOf(id)) {
        end = run.intervalEnd();
      }
    }
    return end;
  }

  private RunArguments arguments(Job job, DataInterval interval, @Nullable EarlierLaunch earlier) {
    Map<String, String> kept = earlier == null ? Map.of() : earlier.arguments();
    String begun = kept.get("run_started_at");
    boolean windowed = job.intervalIsEventTime() && interval.start().isBefore(interval.end());
    String vars = command.options().vars == null ? kept.get("vars") : command.options().vars;
    return new RunArguments(
        RunKind.BUILD,
        NodeKinds.of(RunKind.BUILD),
        List.of(),
        List.of(),
        vars,
        false,
        command.options().failFast,
        command.options().threads(),
        new EventTimes(
            windowed ? interval.start() : null,
            windowed ? interval.end() : null,
            begun == null ? startedAt : Instant.parse(begun)),
        RunScope.of(command, null, null));
  }

  private Map<String, Map<String, Node>> nodes(Job job, LoadedProject project) {
    Problems problems = new Problems();
    NamedInJob named = new NamedInJob(project, RunScope.of(command, null, null), problems);
    for (Task task : job.tasks()) {
      if (task.work() instanceof TaskWork.Select select) {
        named.check(task, rendered(task, project, select.select()));
      } else if (task.work() instanceof TaskWork.Test test) {
        named.check(task, rendered(task, project, test.select()));
      } else if (task.work() instanceof TaskWork.Freshness freshness) {
        named.check(task, FreshnessProgram.criteria(project, freshness));
      }
    }
    problems.throwIfAny();
    Map<String, Map<String, Node>> nodes = new LinkedHashMap<>();
    for (Task task : job.tasks()) {
      if (task.work() instanceof TaskWork.Select select) {
        nodes.put(task.id(), selected(task, project, select.select(), select.exclude(), BUILT));
      } else if (task.work() instanceof TaskWork.Test test) {
        Set<ResourceType> tests = RunKind.TEST.types();
        nodes.put(task.id(), selected(task, project, test.select(), List.of(), tests));
      }
    }
    checkParams(job, nodes.values());
    return nodes;
  }

  /** A model would be made with nothing in the place of a param that is not there. */
  private static void checkParams(Job job, Collection<Map<String, Node>> nodes) {
    Problems problems = new Problems();
    ParamUses params = new ParamUses(job.name(), job.params().stream().map(Param::name).toList());
    nodes.stream()
        .flatMap(some -> some.values().stream())
        .filter(node -> WITH_SQL.contains(node.type()) && !node.file().isMustache())
        .map(Node::file)
        .distinct()
        .forEach(file -> params.check(file.text(), file.source()::atOffset, problems));
    problems.throwIfAny();
  }

  private static List<String> rendered(Task task, LoadedProject project, List<String> texts) {
    return texts.stream()
        .map(
            text ->
                project
                    .compiler()
                    .knowing(Map.of("task", task.id()))
                    .on(TemplateDatabase.none())
                    .compileJobText(task.place(), text))
        .toList();
  }

  private Map<String, Node> selected(
      Task task,
      LoadedProject project,
      List<String> select,
      List<String> exclude,
      Set<ResourceType> types) {
    Map<String, Node> nodes =
        SelectedNodes.of(
                project,
                rendered(task, project, select),
                rendered(task, project, exclude),
                RunScope.of(command, null, null),
                console)
            .runnable(types);
    if (nodes.isEmpty()) {
      console.warn(
          "NothingToDo", "Q035", "The task %s selects nothing that runs".formatted(task.id()));
    }
    return nodes;
  }
}
