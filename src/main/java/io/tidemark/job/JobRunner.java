package io.tidemark.job;

import io.tidemark.batch.DagWork;
import io.tidemark.batch.Ending;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.StepState;
import io.tidemark.batch.StopSignal;
import io.tidemark.graph.Node;
import io.tidemark.schedule.Callback;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskState;
import io.tidemark.schedule.TriggerRule;
import io.tidemark.schedule.UpstreamStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Works off the tasks of one launch of a job's run: the scheduler decides when, this does what, and
 * writes down how it ended. Thread-safe as {@link DagWork} wants it.
 */
final class JobRunner implements DagWork {

  private final JobDag dag;
  private final EarlierSteps earlier;
  private final Renames renames;
  private final StepLedger ledger;
  private final Gatekeeper gatekeeper;
  private final Workbench bench;
  private final Told told;
  private final Pools pools;
  private final StopSignal stop;
  private final RunListener nodes;
  private final JobListener listener;
  private final Clock clock;

  private final Map<String, OpenStep> open = new ConcurrentHashMap<>();
  private final Set<String> inTry = ConcurrentHashMap.newKeySet();
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final Map<String, NodeEnd> nodeEnds = new ConcurrentHashMap<>();
  private final Set<String> recorded = ConcurrentHashMap.newKeySet();
  private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();

  /** How the beginning of a task with nodes went. */
  private record Gate(Instant at, TaskState state, String by, String message) {}

  /** How a node of a task ended. */
  private record NodeEnd(String name, boolean well, long rows) {}

  JobRunner(
      JobDag dag,
      EarlierSteps earlier,
      Renames renames,
      StepLedger ledger,
      Gatekeeper gatekeeper,
      Workbench bench,
      Told told,
      Pools pools,
      StopSignal stop,
      RunListener nodes,
      JobListener listener,
      Clock clock) {
    this.dag = dag;
    this.earlier = earlier;
    this.renames = renames;
    this.ledger = ledger;
    this.gatekeeper = gatekeeper;
    this.bench = bench;
    this.told = told;
    this.pools = pools;
    this.stop = stop;
    this.nodes = nodes;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public Map<String, TaskState> ended() {
    Map<String, TaskState> ended = new HashMap<>();
    dag.nodes()
        .forEach(
            (id, node) -> {
              // What is done is so with all of its nodes, whatever became of the selection since.
              String step =
                  earlier.done(renames.earlierName(new JobNode.Single(node.task())))
                      ? renames.earlierName(new JobNode.Single(node.task()))
                      : node instanceof JobNode.Gate ? "" : renames.earlierName(node);
              if (earlier.done(step)) {
                StepState state = earlier.state(step);
                ended.put(id, state == StepState.SKIPPED ? TaskState.SKIPPED : TaskState.SUCCESS);
              }
            });
    return ended;
  }

  @Override
  public TriggerRule.Verdict verdict(String id, UpstreamStates upstreams) {
    JobNode node = dag.node(id);
    if (node instanceof JobNode.OfTask) {
      return TriggerRule.ALL_SUCCESS.verdict(upstreams);
    }
    if (!(node instanceof JobNode.Join)) {
      return node.task().policy().triggerRule().verdict(upstreams);
    }
    Gate gate = gates.get(node.task().id());
    if (gate == null) {
      return TriggerRule.Verdict.WAIT;
    }
    return switch (gate.state()) {
      case SKIPPED -> TriggerRule.Verdict.SKIP;
      case UPSTREAM_FAILED -> TriggerRule.Verdict.FAIL;
      case SUCCESS, FAILED -> TriggerRule.ALL_DONE.verdict(upstreams);
    };
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
      return worked(id, dag.node(id));
    } catch (RuntimeException | Error e) {
      broken.add(e);
      return Ending.FAILED;
    } finally {
      pools.release(id);
    }
  }

  private Ending worked(String id, JobNode node) {
    if (node instanceof JobNode.Gate gate) {
      return gate(gate);
    }
    if (node instanceof JobNode.OfTask one) {
      return node(id, one);
    }
    return node instanceof JobNode.Join join ? join(id, join) : single(id, node);
  }

  private Ending single(String id, JobNode node) {
    Task task = node.task();
    OpenStep step = open.get(id);
    if (step == null) {
      Ending refused = refused(id, node, gatekeeper.admit(task, begun(node)));
      if (refused != null) {
        return refused;
      }
      step = ledger.begin(node, renames.earlierName(node));
      open.put(id, step);
    }
    if (inTry.add(id)) {
      listener.taskStarted(task, step.beginTry());
    }
    Workbench.Result result = bench.work(task, step);
    if (result instanceof Workbench.Answer answer) {
      return answered(id, node, step, answer.answer());
    }
    return result instanceof Workbench.Failure failure
        ? failed(id, node, step, failure.cause())
        : cut(id, step);
  }

  private Ending answered(String id, JobNode node, OpenStep step, TaskAnswer answer) {
    if (answer instanceof TaskAnswer.NotYet notYet) {
      return new Ending.Again(notYet.delay());
    }
    if (answer instanceof TaskAnswer.Skip skip) {
      step.note("skip_by", skip.by());
      return finish(id, node, step, StepState.SKIPPED, skip.message(), null);
    }
    TaskAnswer.Done done = (TaskAnswer.Done) answer;
    step.rows(done.rows());
    return finish(id, node, step, StepState.SUCCESS, done.message(), null);
  }

  /** What becomes of a task that may not begin; null if it may. */
  private @Nullable Ending refused(String id, JobNode node, Admission admission) {
    if (admission instanceof Admission.Wait wait) {
      return new Ending.Again(wait.delay());
    }
    if (admission instanceof Admission.Skip skip) {
      record(id, node, StepState.SKIPPED, skip.message(), Map.of("skip_by", skip.by()));
      return new Ending.Ended(TaskState.SKIPPED);
    }
    if (admission instanceof Admission.Blocked blocked) {
      record(id, node, StepState.UPSTREAM_FAILED, blocked.message(), Map.of());
      return new Ending.Ended(TaskState.UPSTREAM_FAILED);
    }
    if (admission instanceof Admission.Broken broke) {
      record(id, node, StepState.FAILED, broke.message(), Map.of());
      told.of(node.task(), 0, StepState.FAILED, broke.message());
      return Ending.FAILED;
    }
    return null;
  }

  private Ending gate(JobNode.Gate node) {
    String task = node.task().id();
    Admission admission = gatekeeper.admit(node.task(), begun(node));
    if (stop.stopped() && !(admission instanceof Admission.Go)) {
      return new Ending.Stopped();
    }
    Instant now = clock.instant();
    if (admission instanceof Admission.Wait wait) {
      return new Ending.Again(wait.delay());
    }
    if (admission instanceof Admission.Skip skip) {
      gates.put(task, new Gate(now, TaskState.SKIPPED, skip.by(), skip.message()));
      return new Ending.Ended(TaskState.SKIPPED);
    }
    if (admission instanceof Admission.Blocked blocked) {
      gates.put(task, new Gate(now, TaskState.UPSTREAM_FAILED, "", blocked.message()));
      return new Ending.Ended(TaskState.UPSTREAM_FAILED);
    }
    if (admission instanceof Admission.Broken broke) {
      gates.put(task, new Gate(now, TaskState.FAILED, "", broke.message()));
      return Ending.FAILED;
    }
    gates.put(task, new Gate(now, TaskState.SUCCESS, "", ""));
    listener.taskStarted(node.task(), 1);
    return Ending.SUCCESS;
  }

  private Ending node(String id, JobNode.OfTask node) {
    OpenStep step = open.computeIfAbsent(id, any -> ledger.begin(node, renames.earlierName(node)));
    step.beginTry();
    NodeResult result = bench.run(node, step);
    Throwable failure = result.failure();
    String message = failure == null ? result.message() : Text.of(failure);
    if (result.status().well()) {
      nodes.nodeFinished(result);
      ended(id, node, step, StepState.SUCCESS, result.message(), result.rows());
      return Ending.SUCCESS;
    }
    if (stop.stopped()) {
      nodes.nodeFinished(result);
      ended(id, node, step, StepState.STOPPED, message, -1);
      return new Ending.Stopped();
    }
    if (mayRetry(node.task(), step, failure)) {
      return retry(node, step, node.node().relation().display(), message);
    }
    nodes.nodeFinished(result);
    ended(id, node, step, StepState.FAILED, message, -1);
    return Ending.FAILED;
  }

  private void ended(
      String id, JobNode.OfTask node, OpenStep step, StepState state, String message, long rows) {
    step.end(state, message);
    open.remove(id);
    recorded.add(id);
    nodeEnds.put(id, new NodeEnd(node.node().name(), state == StepState.SUCCESS, rows));
  }

  private Ending join(String id, JobNode.Join node) {
    Gate gate = gates.get(node.task().id());
    OpenStep step = ledger.begin(node, renames.earlierName(node));
    if (gate != null) {
      step.beganAt(gate.at());
    }
    if (gate != null && gate.state() == TaskState.FAILED) {
      return finish(id, node, step, StepState.FAILED, gate.message(), null);
    }
    String prefix = JobNode.OfTask.id(node.task().id(), "");
    List<NodeEnd> ends =
        nodeEnds.entrySet().stream()
            .filter(end -> end.getKey().startsWith(prefix))
            .map(Map.Entry::getValue)
            .toList();
    step.rows(ends.stream().mapToLong(NodeEnd::rows).filter(rows -> rows > 0).sum());
    List<String> bad =
        ends.stream().filter(end -> !end.well()).map(NodeEnd::name).sorted().toList();
    if (bad.isEmpty()) {
      String message = ends.size() + (ends.size() == 1 ? " node" : " nodes");
      return finish(id, node, step, StepState.SUCCESS, message, null);
    }
    String message =
        "%d of %d nodes did not succeed: %s"
            .formatted(bad.size(), ends.size(), String.join(", ", bad));
    return finish(id, node, step, StepState.FAILED, message, null);
  }

  private Ending failed(String id, JobNode node, OpenStep step, Throwable failure) {
    inTry.remove(id);
    return mayRetry(node.task(), step, failure)
        ? retry(node, step, null, Text.of(failure))
        : finish(id, node, step, StepState.FAILED, Text.of(failure), failure);
  }

  private static boolean mayRetry(Task task, OpenStep step, @Nullable Throwable failure) {
    boolean forGood = failure instanceof TaskFailedException known && known.forGood();
    return !forGood && step.triedInThisLaunch() <= task.policy().retries().count();
  }

  private Ending retry(JobNode node, OpenStep step, @Nullable String of, String message) {
    Task task = node.task();
    Duration delay = task.policy().retries().delayBefore(step.triedInThisLaunch());
    step.willRetry(message);
    int tries = task.policy().retries().count() + 1;
    listener.retries(task, of, step.triedInThisLaunch(), tries, delay, message);
    told.ofRetry(task, step.lastTry(), message);
    return new Ending.Again(delay);
  }

  private Ending cut(String id, OpenStep step) {
    step.end(StepState.STOPPED, "the run was stopped while it was at work");
    open.remove(id);
    recorded.add(id);
    return new Ending.Stopped();
  }

  /** The end is written down before anybody is told of it: telling may be repeated, work not. */
  private Ending finish(
      String id,
      JobNode node,
      OpenStep step,
      StepState state,
      String message,
      @Nullable Throwable failure) {
    Task task = node.task();
    Callback callback = Told.callback(task.policy().callbacks(), state);
    if (callback != null) {
      step.note("callback", "pending");
    }
    step.end(state, message);
    open.remove(id);
    inTry.remove(id);
    recorded.add(id);
    listener.taskFinished(task, state, message, step.took(), failure);
    if (callback != null) {
      told.of(task, step.lastTry(), state, message);
      step.note("callback", "done");
      step.save();
    }
    return switch (state) {
      case SUCCESS -> Ending.SUCCESS;
      case SKIPPED -> new Ending.Ended(TaskState.SKIPPED);
      default -> Ending.FAILED;
    };
  }

  @Override
  public void ended(String id, TaskState state, String cause) {
    JobNode node = dag.node(id);
    boolean tried = state == TaskState.SUCCESS || state == TaskState.FAILED;
    if (node instanceof JobNode.Gate) {
      String by = state == TaskState.SKIPPED ? "trigger_rule" : "";
      gates.putIfAbsent(
          node.task().id(), new Gate(clock.instant(), state, by, reason(node, state, cause)));
      return;
    }
    if (tried || recorded.contains(id)) {
      return;
    }
    if (node instanceof JobNode.OfTask one) {
      if (state == TaskState.UPSTREAM_FAILED && passed(node)) {
        notTried(id, one, StepState.UPSTREAM_FAILED, cause);
      }
      return;
    }
    Gate gate = node instanceof JobNode.Join ? gates.get(node.task().id()) : null;
    String message = gate == null ? reason(node, state, cause) : gate.message();
    if (state == TaskState.SKIPPED) {
      String by = gate == null ? "trigger_rule" : gate.by();
      record(id, node, StepState.SKIPPED, message, Map.of("skip_by", by));
    } else {
      record(id, node, StepState.UPSTREAM_FAILED, message, Map.of());
    }
  }

  /** Writes down what has no end yet: the run was stopped, or failed fast. */
  void conclude(Set<String> notTried) {
    boolean stopped = stop.stopped();
    open.forEach(
        (id, step) ->
            step.end(
                stopped ? StepState.STOPPED : StepState.FAILED,
                stopped ? "the run was stopped before its next try" : "there is no further try"));
    recorded.addAll(open.keySet());
    for (String id : notTried) {
      JobNode node = dag.node(id);
      if (recorded.contains(id) || node instanceof JobNode.Gate) {
        continue;
      }
      if (node instanceof JobNode.OfTask one) {
        if (passed(node)) {
          notTried(id, one, StepState.NOT_STARTED, "");
        }
      } else {
        record(id, node, StepState.NOT_STARTED, "", Map.of());
      }
    }
    dag.nodes()
        .forEach(
            (id, node) -> {
              // Its nodes were at work, so nobody has asked for its end.
              if (stopped && node instanceof JobNode.Join && passed(node) && recorded.add(id)) {
                ledger.record(node, StepState.STOPPED, "", Map.of("begun", "true"));
              }
            });
  }

  /** What went wrong outside of any task: the books could not be kept, say. */
  List<Throwable> broken() {
    return List.copyOf(broken);
  }

  private void notTried(String id, JobNode.OfTask node, StepState state, String cause) {
    recorded.add(id);
    Node one = node.node();
    String failed = cause.substring(cause.indexOf('/') + 1);
    ledger.record(node, state, failed.isEmpty() ? "" : failed + " failed", Map.of());
    nodeEnds.put(id, new NodeEnd(one.name(), false, -1));
    nodes.nodeFinished(NodeResult.skipped(one, failed.isEmpty() ? null : failed, clock.instant()));
  }

  private void record(
      String id, JobNode node, StepState state, String message, Map<String, String> context) {
    recorded.add(id);
    ledger.record(node, state, message, context);
    listener.taskFinished(node.task(), state, message, null, null);
  }

  private boolean passed(JobNode node) {
    Gate gate = gates.get(node.task().id());
    return gate != null && gate.state() == TaskState.SUCCESS;
  }

  /** Of a task with nodes, one of them may have begun while its own step was never written. */
  private boolean begun(JobNode node) {
    String own = renames.earlierName(new JobNode.Single(node.task()));
    if (earlier.begun(own)) {
      return true;
    }
    return node instanceof JobNode.Gate
        && earlier.state(own) != StepState.CLEARED
        && dag.nodes().values().stream()
            .filter(other -> other instanceof JobNode.OfTask && other.task().equals(node.task()))
            .anyMatch(other -> earlier.begun(renames.earlierName(other)));
  }

  private static String reason(JobNode node, TaskState state, String cause) {
    String failed = cause.endsWith("/") ? cause.substring(0, cause.length() - 1) : cause;
    if (!failed.isEmpty() && state == TaskState.UPSTREAM_FAILED) {
      return failed + " failed";
    }
    return "its trigger rule is " + node.task().policy().triggerRule().dagName();
  }
}
