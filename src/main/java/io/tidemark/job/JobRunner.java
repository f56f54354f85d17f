package io.tidemark.job;

import io.tidemark.batch.DagWork;
import io.tidemark.batch.Ending;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.SteadyClock;
import io.tidemark.batch.StepState;
import io.tidemark.batch.StopSignal;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskState;
import io.tidemark.schedule.TriggerRule;
import io.tidemark.schedule.UpstreamStates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Works off the tasks of one launch of a job's run: the scheduler decides when, this does what.
 * Thread-safe as {@link DagWork} wants it.
 */
final class JobRunner implements DagWork {

  private final JobDag dag;
  private final Standing standing;
  private final Gatekeeper gatekeeper;
  private final Workbench bench;
  private final TaskBooks books;
  private final Told told;
  private final Pools pools;
  private final StopSignal stop;
  private final RunListener nodes;
  private final JobListener listener;
  private final Clock clock;

  private final Expansions expansions = new Expansions();
  private final Set<String> inTry = ConcurrentHashMap.newKeySet();
  private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();

  JobRunner(
      Standing standing,
      Gatekeeper gatekeeper,
      Workbench bench,
      TaskBooks books,
      Told told,
      Pools pools,
      StopSignal stop,
      RunListener nodes,
      JobListener listener,
      Clock clock) {
    this.dag = standing.dag();
    this.standing = standing;
    this.gatekeeper = gatekeeper;
    this.bench = bench;
    this.books = books;
    this.told = told;
    this.pools = pools;
    this.stop = stop;
    this.nodes = nodes;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public Map<String, TaskState> ended() {
    return standing.ended();
  }

  @Override
  public TriggerRule.Verdict verdict(String id, UpstreamStates upstreams) {
    JobNode node = dag.node(id);
    if (node instanceof JobNode.OfTask) {
      return TriggerRule.ALL_SUCCESS.verdict(upstreams);
    }
    return node instanceof JobNode.Join
        ? expansions.mayEnd(node.task().id(), upstreams)
        : node.task().policy().triggerRule().verdict(upstreams);
  }

  @Override
  public boolean forgiven(String id) {
    return dag.node(id) instanceof JobNode.OfTask one && one.node().goesOnAfterError();
  }

  @Override
  public int priority(String id) {
    return dag.node(id).task().policy().priorityWeight();
  }

  @Override
  public boolean admit(String id) {
    JobNode node = dag.node(id);
    String pool = node.task().policy().pool();
    boolean works = node instanceof JobNode.Single || node instanceof JobNode.OfTask;
    return pool == null || !works || pools.take(pool, id);
  }

  @Override
  public Ending work(String id) {
    try {
      JobNode node = dag.node(id);
      if (node instanceof JobNode.OfTask one) {
        return node(id, one);
      }
      return node instanceof JobNode.Gate gate
          ? gate(gate)
          : node instanceof JobNode.Join join ? join(id, join) : single(id, node);
    } catch (RuntimeException | Error e) {
      broken.add(e);
      return Ending.FAILED;
    } finally {
      pools.release(id);
    }
  }

  private Ending single(String id, JobNode node) {
    Task task = node.task();
    if (books.open(id) == null) {
      Admission admission = gatekeeper.admit(task, standing.begun(task));
      if (!(admission instanceof Admission.Go)) {
        return stop.stopped() ? new Ending.Stopped() : refused(id, node, admission);
      }
    }
    OpenStep step = books.begin(id, node);
    if (inTry.add(id)) {
      listener.taskStarted(task, step.beginTry());
    }
    Workbench.Result result = bench.work(task, step);
    if (result instanceof Workbench.Answer answer) {
      return answered(id, node, step, answer.answer());
    }
    inTry.remove(id);
    if (result instanceof Workbench.Failure failure) {
      Throwable cause = failure.cause();
      return mayRetry(task, step, cause)
          ? retry(task, step, null, Text.of(cause))
          : books.finish(id, node, step, StepState.FAILED, Text.of(cause), cause);
    }
    books.end(id, step, StepState.STOPPED, "the run was stopped while it was at work");
    return new Ending.Stopped();
  }

  private Ending answered(String id, JobNode node, OpenStep step, TaskAnswer answer) {
    if (answer instanceof TaskAnswer.NotYet notYet) {
      return new Ending.Again(notYet.delay());
    }
    if (answer instanceof TaskAnswer.Skip skip) {
      step.note("skip_by", skip.by());
      return books.finish(id, node, step, StepState.SKIPPED, skip.message(), null);
    }
    TaskAnswer.Done done = (TaskAnswer.Done) answer;
    step.rows(done.rows());
    return books.finish(id, node, step, StepState.SUCCESS, done.message(), null);
  }

  /** What becomes of a task that may not begin. */
  private Ending refused(String id, JobNode node, Admission admission) {
    if (admission instanceof Admission.Wait wait) {
      return new Ending.Again(wait.delay());
    }
    if (admission instanceof Admission.Skip skip) {
      books.record(id, node, StepState.SKIPPED, skip.message(), Map.of("skip_by", skip.by()));
      return new Ending.Ended(TaskState.SKIPPED);
    }
    if (admission instanceof Admission.Blocked blocked) {
      books.record(id, node, StepState.UPSTREAM_FAILED, blocked.message(), Map.of());
      return new Ending.Ended(TaskState.UPSTREAM_FAILED);
    }
    String message = ((Admission.Broken) admission).message();
    books.record(id, node, StepState.FAILED, message, Map.of());
    told.of(node.task(), 0, StepState.FAILED, message);
    return Ending.FAILED;
  }

  private Ending gate(JobNode.Gate node) {
    Admission admission = gatekeeper.admit(node.task(), standing.begun(node.task()));
    if (admission instanceof Admission.Go) {
      decided(node, TaskState.SUCCESS, "", "");
      listener.taskStarted(node.task(), 1);
      return Ending.SUCCESS;
    }
    if (stop.stopped()) {
      return new Ending.Stopped();
    }
    if (admission instanceof Admission.Wait wait) {
      return new Ending.Again(wait.delay());
    }
    if (admission instanceof Admission.Skip skip) {
      return decided(node, TaskState.SKIPPED, skip.by(), skip.message());
    }
    return admission instanceof Admission.Blocked blocked
        ? decided(node, TaskState.UPSTREAM_FAILED, "", blocked.message())
        : decided(node, TaskState.FAILED, "", ((Admission.Broken) admission).message());
  }

  private Ending decided(JobNode.Gate node, TaskState state, String by, String message) {
    expansions.decided(
        node.task().id(), new Expansions.Gate(SteadyClock.since(clock), state, by, message));
    return new Ending.Ended(state);
  }

  private Ending node(String id, JobNode.OfTask node) {
    OpenStep step = books.begin(id, node);
    step.beginTry();
    NodeResult result = bench.run(node, step);
    Throwable failure = result.failure();
    String message = failure == null ? result.message() : Text.of(failure);
    boolean well = result.status().well();
    boolean stopped = !well && stop.stopped();
    if (!well && !stopped && mayRetry(node.task(), step, failure)) {
      return retry(node.task(), step, node.node().relation().display(), message);
    }
    nodes.nodeFinished(result);
    StepState state = well ? StepState.SUCCESS : stopped ? StepState.STOPPED : StepState.FAILED;
    books.end(id, step, state, message);
    expansions.ended(id, new Expansions.NodeEnd(node.node().name(), well, result.rows()));
    return stopped ? new Ending.Stopped() : Ending.of(well);
  }

  private Ending join(String id, JobNode.Join node) {
    String task = node.task().id();
    Expansions.Gate gate = expansions.gate(task);
    OpenStep step = books.begin(id, node);
    if (gate != null) {
      step.beganWith(gate.since());
    }
    if (gate != null && gate.state() == TaskState.FAILED) {
      return books.finish(id, node, step, StepState.FAILED, gate.message(), null);
    }
    Expansions.Sum sum = expansions.sum(task);
    step.rows(sum.rows());
    StepState state = sum.well() ? StepState.SUCCESS : StepState.FAILED;
    return books.finish(id, node, step, state, sum.message(), null);
  }

  private static boolean mayRetry(Task task, OpenStep step, @Nullable Throwable failure) {
    boolean forGood = failure instanceof TaskFailedException known && known.forGood();
    return !forGood && step.triedInThisLaunch() <= task.policy().retries().count();
  }

  private Ending retry(Task task, OpenStep step, @Nullable String node, String message) {
    Duration delay = task.policy().retries().delayBefore(step.triedInThisLaunch());
    step.willRetry(message);
    int tries = task.policy().retries().count() + 1;
    listener.retries(task, node, step.triedInThisLaunch(), tries, delay, message);
    told.ofRetry(task, step.lastTry(), message);
    return new Ending.Again(delay);
  }

  @Override
  public void ended(String id, TaskState state, String cause) {
    JobNode node = dag.node(id);
    if (node instanceof JobNode.Gate gate) {
      String by = state == TaskState.SKIPPED ? "trigger_rule" : "";
      decided(gate, state, by, reason(node, state, cause));
      return;
    }
    boolean tried = state == TaskState.SUCCESS || state == TaskState.FAILED;
    if (tried || books.isRecorded(id)) {
      return;
    }
    if (node instanceof JobNode.OfTask one) {
      if (state == TaskState.UPSTREAM_FAILED && expansions.passed(node.task().id())) {
        notTried(id, one, StepState.UPSTREAM_FAILED, cause);
      }
      return;
    }
    Expansions.Gate gate = node instanceof JobNode.Join ? expansions.gate(node.task().id()) : null;
    String message = gate == null ? reason(node, state, cause) : gate.message();
    if (state == TaskState.SKIPPED) {
      String by = gate == null ? "trigger_rule" : gate.by();
      books.record(id, node, StepState.SKIPPED, message, Map.of("skip_by", by));
    } else {
      books.record(id, node, StepState.UPSTREAM_FAILED, message, Map.of());
    }
  }

  /** Writes down what has no end: the run was stopped, or failed fast. */
  void conclude(Set<String> notTried) {
    boolean stopped = stop.stopped();
    books.endOpen(
        stopped ? StepState.STOPPED : StepState.FAILED,
        stopped ? "the run was stopped before its next try" : "there is no further try");
    for (String id : notTried) {
      JobNode node = dag.node(id);
      boolean passed = expansions.passed(node.task().id());
      if (books.isRecorded(id) || node instanceof JobNode.Gate) {
        continue;
      }
      if (node instanceof JobNode.OfTask one) {
        if (passed) {
          notTried(id, one, StepState.NOT_STARTED, "");
        }
      } else if (!passed) {
        books.record(id, node, StepState.NOT_STARTED, "", Map.of());
      }
    }
    // Nobody has asked for the ends of those whose nodes were at work.
    dag.nodes()
        .forEach(
            (id, node) -> {
              boolean begun = node instanceof JobNode.Join && expansions.passed(node.task().id());
              if (begun && !books.isRecorded(id)) {
                StepState state = stopped ? StepState.STOPPED : StepState.FAILED;
                books.record(id, node, state, "", Map.of("begun", "true"));
              }
            });
    books.settle();
  }

  /** What went wrong outside of any task: the books could not be kept, say. */
  List<Throwable> broken() {
    return List.copyOf(broken);
  }

  private void notTried(String id, JobNode.OfTask node, StepState state, String cause) {
    String failed = cause.substring(cause.indexOf('/') + 1);
    books.note(id, node, state, failed.isEmpty() ? "" : failed + " failed", Map.of());
    expansions.ended(id, new Expansions.NodeEnd(node.node().name(), false, -1));
    nodes.nodeFinished(
        NodeResult.skipped(node.node(), failed.isEmpty() ? null : failed, clock.instant()));
  }

  private static String reason(JobNode node, TaskState state, String cause) {
    String failed = cause.endsWith("/") ? cause.substring(0, cause.length() - 1) : cause;
    if (!failed.isEmpty() && state == TaskState.UPSTREAM_FAILED) {
      return failed + " failed";
    }
    return "its trigger rule is " + node.task().policy().triggerRule().dagName();
  }
}
