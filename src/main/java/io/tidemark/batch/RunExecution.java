package io.tidemark.batch;

import io.tidemark.graph.Node;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * One execution of a run: makes its job out of its nodes, launches it, collects the results. Used
 * once.
 */
final class RunExecution {

  private final RunTarget target;
  private final HeldLocks locks;
  private final OpenRepository open;
  private final JobRepository repository;
  private final MapJobRegistry registry;
  private final TaskExecutorJobOperator operator;
  private final RunListener listener;
  private final Clock clock;

  /** The execution's number, once it has one. */
  private volatile @Nullable Long number;

  RunExecution(
      RunTarget target,
      HeldLocks locks,
      OpenRepository open,
      MapJobRegistry registry,
      TaskExecutorJobOperator operator,
      RunListener listener,
      Clock clock) {
    this.target = target;
    this.locks = locks;
    this.open = open;
    this.repository = open.repository();
    this.registry = registry;
    this.operator = operator;
    this.listener = listener;
    this.clock = clock;
  }

  RunResult start(Run run, StopSignal stop) {
    JobParametersBuilder parameters =
        new JobParametersBuilder(identifying(run.options().invocationId()));
    KeptArguments.write(run.options().arguments(), parameters);
    return launch(run, stop, job -> operator.start(job, parameters.toJobParameters()), Set.of());
  }

  /** What tells a run from others. */
  static JobParameters identifying(String invocationId) {
    return new JobParametersBuilder().addString("invocation_id", invocationId).toJobParameters();
  }

  RunResult restart(Run run, PreviousRun previous, StopSignal stop) {
    JobExecution last = repository.getJobExecution(previous.executionId());
    if (last == null) {
      throw new IllegalStateException("execution " + previous.executionId() + " has vanished");
    }
    forgiveUnknown(last);
    return launch(run, stop, job -> operator.restart(last), completedBefore(last));
  }

  /**
   * Spring Batch never again runs a step whose end could not be written down. Here the checkpoint
   * and the target say how far it came, so it may be run.
   */
  private void forgiveUnknown(JobExecution last) {
    for (StepExecution step : last.getStepExecutions()) {
      if (step.getStatus() == BatchStatus.UNKNOWN) {
        step.setStatus(BatchStatus.FAILED);
        repository.update(step);
      }
    }
  }

  private RunResult launch(Run run, StopSignal stop, Launch launch, Set<String> doneBefore) {
    MissingSchemas.make(target, run.schemas(), run.schemaMaker());
    CollectedResults results = new CollectedResults(listener);
    DagJob job = job(run, stop, results);
    job.registerJobExecutionListener(new Opening(run, doneBefore, results));
    SteadyClock steady = SteadyClock.since(clock);
    Instant start = steady.instant();
    try (LockKeeper keeper = new LockKeeper(locks, this::isOurs, stop, results)) {
      registry.register(job);
      JobExecution execution = launch.on(job);
      RunResult result =
          new RunResult(
              execution.getId(),
              start,
              steady.instant(),
              results.nodes(),
              results.hooks(),
              execution.getStatus() == BatchStatus.STOPPED);
      List<Throwable> failures = execution.getFailureExceptions();
      if (!failures.isEmpty()) {
        throw new RunBrokenException(result, failures);
      }
      if (result.successful() && execution.getStatus() != BatchStatus.COMPLETED) {
        throw new IllegalStateException(
            "all nodes were done, and yet the run is " + execution.getStatus(),
            execution.getAllFailureExceptions().stream().findFirst().orElse(null));
      }
      return result;
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the job could not be launched", e);
    } finally {
      registry.unregister(job.getName());
    }
  }

  /** Nobody has called it dead, which is what whoever takes the lock does first. */
  private boolean isOurs() {
    Long known = number;
    JobExecution now = known == null ? null : repository.getJobExecution(known);
    return now == null || now.getStatus().isRunning();
  }

  private DagJob job(Run run, StopSignal stop, CollectedResults results) {
    LentThreads lent = new LentThreads(run.options().policy().threads(), target::session);
    NodeRunner runner =
        new NodeRunner(target, run.compiler(), run.sources(), run.options(), lent, results, clock);
    Map<String, Step> steps = new HashMap<>();
    run.nodes().forEach((id, node) -> steps.put(id, new NodeStep(node, repository, runner, stop)));
    return new DagJob(
        run.jobName(),
        open,
        run.dag(),
        steps,
        HookStep.of(run.hooks(), RunHook.Phase.START, repository, target, results, clock),
        HookStep.of(run.hooks(), RunHook.Phase.END, repository, target, results, clock),
        run.options().policy(),
        stop,
        lent,
        (node, upstream) -> results.nodeFinished(skipped(run, node, upstream)),
        id -> Optional.ofNullable(run.nodes().get(id)).map(Node::goesOnAfterError).orElse(false));
  }

  private NodeResult skipped(Run run, String id, @Nullable String failedUpstream) {
    Node node = run.nodes().get(id);
    if (node == null) {
      throw new IllegalStateException("no node " + id);
    }
    return NodeResult.skipped(node, failedUpstream, clock.instant());
  }

  /** The names of the steps that earlier executions of the same run have completed. */
  private Set<String> completedBefore(JobExecution last) {
    return repository.getJobExecutions(last.getJobInstance()).stream()
        .flatMap(execution -> execution.getStepExecutions().stream())
        .filter(step -> step.getStatus() == BatchStatus.COMPLETED)
        .map(StepExecution::getStepName)
        .collect(Collectors.toSet());
  }

  /** How a job is launched. */
  private interface Launch {
    JobExecution on(DagJob job) throws JobExecutionException;
  }

  /** Tells of the beginning once the execution has its id, and keeps what a restart has to know. */
  private final class Opening implements JobExecutionListener {

    private final Run run;
    private final Set<String> doneBefore;
    private final RunListener results;

    Opening(Run run, Set<String> doneBefore, RunListener results) {
      this.run = run;
      this.doneBefore = doneBefore;
      this.results = results;
    }

    @Override
    public void beforeJob(JobExecution execution) {
      number = execution.getId();
      Map<String, String> arguments = new HashMap<>(run.options().arguments());
      arguments.put(RunSession.INVOCATION, run.options().invocationId());
      RunSession.asContext(arguments).forEach(execution.getExecutionContext()::putString);
      repository.updateExecutionContext(execution);
      Map<Boolean, List<String>> nodes =
          run.dag().order().stream()
              .collect(Collectors.partitioningBy(id -> doneBefore.contains(Bounds.name(id))));
      results.runStarted(
          new RunStart(
              execution.getId(),
              nodes.getOrDefault(false, List.of()),
              nodes.getOrDefault(true, List.of()),
              run.options().policy().threads()));
    }
  }
}
