package io.tidemark.job;

import io.tidemark.batch.CollectedResults;
import io.tidemark.batch.DagScheduler;
import io.tidemark.batch.HeldLocks;
import io.tidemark.batch.HookStep;
import io.tidemark.batch.LentThreads;
import io.tidemark.batch.MissingSchemas;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunStart;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StepName;
import io.tidemark.batch.StepState;
import io.tidemark.batch.StopSignal;
import io.tidemark.batch.WorkerThreads;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/** One launch of a job's run, as Spring Batch's job. It is used once. */
final class LaunchedJob extends AbstractJob {

  private final JobPlan plan;
  private final JobDag dag;
  private final EarlierSteps earlier;
  private final Renames renames;
  private final StepWrites writes;
  private final JobRepository repository;
  private final RunTarget target;
  private final HeldLocks locks;
  private final StopSignal stop;
  private final CollectedResults nodes;
  private final JobListener listener;
  private final Clock clock;
  private final Told told;

  /**
   * A launch that has not begun.
   *
   * @param earlier how the run's steps stand
   * @param writes writes its steps
   * @param locks holds the run's locks, and those of its pools' slots
   */
  LaunchedJob(
      JobPlan plan,
      EarlierSteps earlier,
      StepWrites writes,
      RunTarget target,
      HeldLocks locks,
      StopSignal stop,
      CollectedResults nodes,
      JobListener listener,
      Clock clock) {
    super(plan.id().jobName());
    this.writes = writes;
    this.repository = writes.repository();
    setJobRepository(repository);
    this.plan = plan;
    this.dag = JobDag.of(plan.job(), plan.nodes(), plan.order());
    this.earlier = earlier;
    this.renames = Renames.of(plan.job(), earlier);
    this.target = target;
    this.locks = locks;
    this.stop = stop;
    this.nodes = nodes;
    this.listener = listener;
    this.clock = clock;
    this.told = new Told(plan, stop, listener);
  }

  @Override
  public @Nullable Step getStep(String stepName) {
    return null;
  }

  @Override
  public Collection<String> getStepNames() {
    return dag.nodes().values().stream().map(JobNode::stepName).distinct().toList();
  }

  @Override
  protected void doExecute(JobExecution execution) {
    StepLedger ledger = new StepLedger(writes, execution, earlier, renames, clock);
    sayChanges(ledger);
    tellWhatWasPending(ledger);
    boolean failed = false;
    if (plan.nodes().isEmpty() || begin(execution)) {
      MissingSchemas.make(target, plan.schemas(), plan.schemaMaker());
      failed = runTasks(execution, ledger);
    } else {
      failed = true;
    }
    if (!plan.nodes().isEmpty() && !stop.stopped()) {
      failed |= !hooks(RunHook.Phase.END, execution);
    }
    conclude(execution, failed);
  }

  private boolean begin(JobExecution execution) {
    return hooks(RunHook.Phase.START, execution);
  }

  private boolean hooks(RunHook.Phase phase, JobExecution execution) {
    for (Step hook : HookStep.of(plan.hooks(), phase, repository, target, nodes, clock)) {
      StepExecution step = repository.createStepExecution(hook.getName(), execution);
      try {
        hook.execute(step);
      } catch (JobInterruptedException e) {
        return false;
      }
      if (step.getStatus() != BatchStatus.COMPLETED) {
        return false;
      }
    }
    return true;
  }

  private boolean runTasks(JobExecution execution, StepLedger ledger) {
    LentThreads lent = new LentThreads(plan.options().policy().threads(), target::session);
    ExecutorService workers =
        Executors.newFixedThreadPool(plan.options().policy().threads(), new WorkerThreads());
    try (Deadlines deadlines = new Deadlines(stop);
        TaskBooks books = new TaskBooks(ledger, listener, told, clock)) {
      Workbench bench = new Workbench(plan, target, lent, stop, deadlines, nodes, listener, clock);
      JobRunner runner =
          new JobRunner(
              new Standing(dag, earlier, renames),
              new Gatekeeper(plan.project(), target, new Past(plan.id(), target, repository)),
              bench,
              books,
              told,
              new Pools(locks, plan.pools()),
              stop,
              nodes,
              listener,
              clock);
      if (!plan.nodes().isEmpty()) {
        nodes.runStarted(start(execution, runner.ended()));
      }
      DagScheduler.Outcome outcome =
          new DagScheduler(dag.dag(), plan.options().policy(), stop, runner, lent, workers).run();
      runner.conclude(outcome.notTried().keySet());
      runner.broken().forEach(execution::addFailureException);
      return outcome.failed();
    } finally {
      workers.shutdown();
    }
  }

  private RunStart start(JobExecution execution, Map<String, TaskState> done) {
    List<String> open = new ArrayList<>();
    List<String> before = new ArrayList<>();
    dag.nodes()
        .forEach(
            (id, node) -> {
              if (node instanceof JobNode.OfTask one) {
                (done.containsKey(id) ? before : open).add(one.node().uniqueId());
              }
            });
    return new RunStart(execution.getId(), open, before, plan.options().policy().threads());
  }

  private void conclude(JobExecution execution, boolean failed) {
    if (stop.stopped()) {
      execution.upgradeStatus(BatchStatus.STOPPED);
      execution.setExitStatus(ExitStatus.STOPPED);
      return;
    }
    // Told before it is written down: who is killed in between is told once more, never not at all.
    if (failed) {
      told.ofJob(StepState.FAILED, "a task of the run of " + plan.runId() + " failed");
      execution.upgradeStatus(BatchStatus.FAILED);
      execution.setExitStatus(ExitStatus.FAILED);
    } else {
      told.ofJob(StepState.SUCCESS, "");
      execution.upgradeStatus(BatchStatus.COMPLETED);
      execution.setExitStatus(ExitStatus.COMPLETED);
    }
  }

  /** What has become of the tasks since the last launch: said, and kept from being done twice. */
  private void sayChanges(StepLedger ledger) {
    renames
        .oldNames()
        .forEach(
            (now, before) -> {
              listener.note(
                  "The task %s was called %s: what it has done stays done".formatted(now, before));
              carryOver(ledger, now, before);
            });
    for (String gone : renames.removed()) {
      StepState state = earlier.state(StepName.of(gone));
      boolean renamed = renames.oldNames().containsValue(gone);
      if (!renamed) {
        listener.warning(
            "The task %s (%s) is not in the job file any more, and so not continued"
                .formatted(gone, state == null ? "begun" : state.airflowName()));
      }
      ledger.record(StepName.of(gone), StepState.REMOVED, "it is not in the job file any more");
    }
    for (Task task : plan.job().tasks()) {
      String name = StepName.of(task.id());
      String digest = earlier.text(name, "digest");
      if (earlier.done(name) && !digest.isEmpty() && !digest.equals(TaskDigest.of(task.work()))) {
        listener.warning(
            "The task %s has changed since it was done in this run; it is not run again"
                .formatted(task.id()));
      } else if (earlier.names().size() > 0 && isNew(task)) {
        listener.note("The task %s is new in this run".formatted(task.id()));
      }
    }
  }

  private boolean isNew(Task task) {
    return !renames.oldNames().containsKey(task.id())
        && earlier.names().stream().noneMatch(name -> earlier.text(name, "task").equals(task.id()));
  }

  private void carryOver(StepLedger ledger, String now, String before) {
    dag.nodes()
        .forEach(
            (id, node) -> {
              String old = renames.earlierName(node);
              if (node.task().id().equals(now)
                  && !(node instanceof JobNode.Gate)
                  && earlier.done(old)) {
                StepState state = earlier.state(old);
                ledger.record(
                    node,
                    state == StepState.SKIPPED ? StepState.SKIPPED : StepState.SUCCESS,
                    "done as " + before,
                    Map.of("skip_by", earlier.text(old, "skip_by")));
              }
            });
  }

  /** A process that died in a callback may not have told of a success. */
  private void tellWhatWasPending(StepLedger ledger) {
    for (Task task : plan.job().tasks()) {
      String name = StepName.of(task.id());
      if (earlier.state(name) == StepState.SUCCESS
          && earlier.text(name, "callback").equals("pending")) {
        told.of(task, earlier.tries(name), StepState.SUCCESS, "");
        ledger.record(
            new JobNode.Single(task),
            StepState.SUCCESS,
            "done before; told now",
            Map.of("callback", "done"));
      }
    }
  }
}
