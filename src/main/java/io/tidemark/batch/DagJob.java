package io.tidemark.batch;

import io.tidemark.graph.Dag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * A job whose steps are ordered by a DAG: each starts as soon as all before it are done, on a fixed
 * number of threads.
 *
 * <p>A step after one that failed is recorded with the exit status {@link
 * UntriedNodes#UPSTREAM_FAILED}; all others still run. On a restart the steps that were completed
 * are not run again.
 */
final class DagJob extends AbstractJob {

  private final Dag dag;
  private final Map<String, Step> steps;
  private final List<Step> before;
  private final List<Step> after;
  private final SchedulingPolicy policy;
  private final StopSignal stop;
  private final LentThreads lent;
  private final UntriedNodes untried;
  private final Predicate<String> forgiven;

  /**
   * A job that is ready to be launched.
   *
   * @param dag the order; its nodes are the keys of {@code steps}
   * @param before run one after the other before the first node; if one fails, no node is tried
   * @param after run one after the other after the last node, however that went
   * @param lent lends the threads that have no node to run
   * @param notTried hears of the nodes that are not tried
   * @param forgiven tells the nodes whose failure does not keep those after them from being run
   */
  DagJob(
      String name,
      OpenRepository open,
      Dag dag,
      Map<String, Step> steps,
      List<Step> before,
      List<Step> after,
      SchedulingPolicy policy,
      StopSignal stop,
      LentThreads lent,
      UntriedNodes.Listener notTried,
      Predicate<String> forgiven) {
    super(name);
    setJobRepository(open.repository());
    this.dag = dag;
    this.steps = Map.copyOf(steps);
    this.before = List.copyOf(before);
    this.after = List.copyOf(after);
    this.policy = policy;
    this.stop = stop;
    this.lent = lent;
    this.untried = new UntriedNodes(open, this::step, notTried);
    this.forgiven = forgiven;
  }

  @Override
  public @Nullable Step getStep(String stepName) {
    return all().filter(step -> step.getName().equals(stepName)).findFirst().orElse(null);
  }

  @Override
  public Collection<String> getStepNames() {
    return all().map(Step::getName).toList();
  }

  private Stream<Step> all() {
    return Stream.concat(before.stream(), Stream.concat(steps.values().stream(), after.stream()));
  }

  @Override
  protected void doExecute(JobExecution execution) {
    boolean failed = !runHooks(before, execution);
    boolean forbidden =
        before.stream().anyMatch(hook -> hook instanceof HookStep one && one.templateFailed());
    if (failed && (policy.startMustSucceed() || forbidden || stop.stopped())) {
      Map<String, String> none = new LinkedHashMap<>();
      dag.order().forEach(node -> none.put(node, ""));
      untried.record(none, execution);
    } else {
      failed |= runNodes(execution);
    }
    if (forbidden) {
      // As in dbt, whose run ends there with an error.
      skipHooks(after);
    } else {
      failed |= !runHooks(after, execution);
    }
    conclude(execution, failed);
  }

  /** True if all of them went well; as in dbt what comes after one that failed is skipped. */
  private boolean runHooks(List<Step> hooks, JobExecution execution) {
    boolean well = true;
    for (Step hook : hooks) {
      if (!well && hook instanceof HookStep left) {
        left.skip();
      } else {
        // After a stop the server is asked nothing more.
        well = !stop.stopped() && run(hook, execution);
      }
    }
    return well;
  }

  private static void skipHooks(List<Step> hooks) {
    for (Step hook : hooks) {
      if (hook instanceof HookStep left) {
        left.skip();
      }
    }
  }

  private boolean runNodes(JobExecution execution) {
    ExecutorService workers = Executors.newFixedThreadPool(policy.threads(), new WorkerThreads());
    try {
      DagScheduler.Outcome outcome =
          new DagScheduler(
                  dag,
                  policy,
                  stop,
                  DagWork.of(node -> run(step(node), execution), forgiven),
                  lent,
                  workers)
              .run();
      untried.record(outcome.notTried(), execution);
      return outcome.failed();
    } finally {
      workers.shutdown();
    }
  }

  /**
   * Runs a step on the thread that calls; true if it ended well, now or in an earlier execution.
   * What goes wrong outside the step itself (the job repository, say) is kept in the execution.
   */
  private boolean run(Step step, JobExecution execution) {
    try {
      StepExecution done = handleStep(step, execution);
      return done == null || done.getStatus() == BatchStatus.COMPLETED;
    } catch (JobInterruptedException e) {
      return false;
    } catch (Exception | Error e) {
      execution.addFailureException(e);
      return false;
    }
  }

  private void conclude(JobExecution execution, boolean failed) {
    if (stop.stopped()) {
      execution.upgradeStatus(BatchStatus.STOPPED);
      execution.setExitStatus(ExitStatus.STOPPED);
    } else if (failed) {
      execution.upgradeStatus(BatchStatus.FAILED);
      execution.setExitStatus(ExitStatus.FAILED);
    } else {
      execution.upgradeStatus(BatchStatus.COMPLETED);
      execution.setExitStatus(ExitStatus.COMPLETED);
    }
  }

  private Step step(String node) {
    Step step = steps.get(node);
    if (step == null) {
      throw new IllegalStateException("no step for node " + node);
    }
    return step;
  }
}
