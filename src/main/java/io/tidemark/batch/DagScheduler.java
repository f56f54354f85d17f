package io.tidemark.batch;

import io.tidemark.graph.Dag;
import io.tidemark.schedule.TaskState;
import io.tidemark.schedule.UpstreamStates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ready queue of a DAG. The thread that calls {@link #run} keeps all the books, workers
 * only execute; so nothing here needs a lock.
 */
public final class DagScheduler {

  /** How often it is asked whether what a node needs has become free elsewhere. */
  private static final long BETWEEN_ADMISSIONS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Dag dag;
  private final SchedulingPolicy policy;
  private final StopSignal stop;
  private final DagWork work;
  private final LentThreads lent;
  private final Executor workers;

  private final List<String> order;
  private final Map<String, Integer> position = new HashMap<>();
  private final Map<String, Standing> standings = new HashMap<>();
  private final Set<String> decided = new HashSet<>();
  private final Map<String, String> causes = new HashMap<>();
  private final Map<String, TaskState> ends = new HashMap<>();
  private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
  private final PriorityQueue<String> ready;
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at));
  private final List<String> notAdmitted = new ArrayList<>();
  private int running;
  private int helping;
  private boolean failed;

  /**
   * A scheduler for one run.
   *
   * @param work what the nodes do
   * @param lent who may use the workers that have no node
   */
  public DagScheduler(
      Dag dag,
      SchedulingPolicy policy,
      StopSignal stop,
      DagWork work,
      LentThreads lent,
      Executor workers) {
    this.dag = dag;
    this.policy = policy;
    this.stop = stop;
    this.work = work;
    this.lent = lent;
    this.workers = workers;
    this.order = dag.order();
    order.forEach(node -> position.put(node, position.size()));
    this.ready = new PriorityQueue<>(this::compare);
  }

  /** What came of it: all that did not run, with the node that was the cause (empty: a stop). */
  public record Outcome(boolean failed, Map<String, String> notTried) {}

  /** Works the graph off; returns when nothing runs any more. */
  public Outcome run() {
    order.forEach(node -> standings.put(node, new Standing(dag.upstreams(node).size())));
    Map<String, TaskState> before = work.ended();
    before.forEach((node, state) -> decided.add(node));
    before.forEach(this::count);
    order.forEach(this::look);
    Runnable wake = () -> news.add(() -> {});
    lent.onOffer(wake);
    stop.onStop(wake);
    try {
      startWhatIsReady();
      while (running > 0 || (somethingWaits() && !ending())) {
        next().run();
        startWhatIsReady();
      }
    } finally {
      stop.forget(wake);
    }
    Map<String, String> notTried = new LinkedHashMap<>();
    order.stream()
        .filter(node -> ends.get(node) == TaskState.UPSTREAM_FAILED || isOpen(node))
        .forEach(node -> notTried.put(node, causes.getOrDefault(node, "")));
    return new Outcome(failed, notTried);
  }

  private boolean isOpen(String node) {
    return !decided.contains(node) || ready.contains(node) || notAdmitted.contains(node);
  }

  private boolean somethingWaits() {
    return !timers.isEmpty() || !notAdmitted.isEmpty();
  }

  private void startWhatIsReady() {
    ready.addAll(notAdmitted);
    notAdmitted.clear();
    while (!timers.isEmpty() && timers.element().at() - System.nanoTime() <= 0) {
      ready.add(timers.remove().node());
    }
    while (hasThread() && !ready.isEmpty() && !ending()) {
      String node = ready.remove();
      if (!work.admit(node)) {
        notAdmitted.add(node);
        continue;
      }
      running++;
      workers.execute(() -> workOn(node));
    }
    lent.recall(ending() || !ready.isEmpty());
    while (hasThread() && ready.isEmpty() && !ending()) {
      Optional<Runnable> help = lent.help();
      if (help.isEmpty()) {
        return;
      }
      helping++;
      workers.execute(() -> help(help.get()));
    }
  }

  private boolean hasThread() {
    return running + helping < policy.threads();
  }

  private void help(Runnable help) {
    try {
      help.run();
    } finally {
      news.add(() -> helping--);
    }
  }

  /** However the work ends, the books hear of it: else the run would wait for ever. */
  private void workOn(String node) {
    Ending ending = Ending.FAILED;
    try {
      ending = work.work(node);
    } finally {
      Ending came = ending;
      news.add(() -> settle(node, came));
    }
  }

  private boolean ending() {
    return stop.stopped() || (failed && policy.failFast());
  }

  private Runnable next() {
    while (true) {
      try {
        long wait = untilSomethingIsDue();
        Runnable came = wait < 0 ? news.take() : news.poll(wait, TimeUnit.NANOSECONDS);
        return came == null ? () -> {} : came;
      } catch (InterruptedException e) {
        // Whoever interrupts wants the run to end; what runs is cancelled and comes back.
        stop.stop();
      }
    }
  }

  /** In nanoseconds; -1 if nothing will be due by itself. */
  private long untilSomethingIsDue() {
    Timer first = timers.peek();
    long wait = first == null ? -1 : Math.max(0, first.at() - System.nanoTime());
    if (!notAdmitted.isEmpty()) {
      return wait < 0 ? BETWEEN_ADMISSIONS : Math.min(wait, BETWEEN_ADMISSIONS);
    }
    return wait;
  }

  private void settle(String node, Ending ending) {
    running--;
    if (ending instanceof Ending.Again again) {
      timers.add(new Timer(System.nanoTime() + again.delay().toNanos(), node));
    } else if (ending instanceof Ending.Ended ended) {
      boolean bad = ended.state() != TaskState.SUCCESS && ended.state() != TaskState.SKIPPED;
      failed |= bad;
      if (bad && stop.stopped()) {
        // It was cancelled, most likely; nothing after it is to blame it.
        return;
      }
      end(node, ended.state(), bad ? node : "");
    } else {
      failed = true;
    }
  }

  /** Books the end of a node, and of all that are not tried because of it. */
  private void end(String node, TaskState state, String cause) {
    Deque<String> open = new ArrayDeque<>();
    conclude(node, state, cause, open);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (decided.contains(next)) {
        continue;
      }
      TaskState untried = untried(next);
      if (untried != null) {
        conclude(next, untried, cause(next), open);
      }
    }
  }

  private void conclude(String node, TaskState state, String cause, Deque<String> open) {
    decided.add(node);
    if (!cause.isEmpty()) {
      causes.put(node, cause);
    }
    boolean tried = state == TaskState.SUCCESS || state == TaskState.FAILED;
    work.ended(node, state, tried ? "" : cause);
    count(node, state);
    open.addAll(dag.downstreams(node));
  }

  private void count(String node, TaskState state) {
    ends.put(node, state);
    TaskState seen = state == TaskState.FAILED && work.forgiven(node) ? TaskState.SUCCESS : state;
    for (String downstream : dag.downstreams(node)) {
      standings.computeIfPresent(downstream, (id, standing) -> standing.with(seen));
    }
  }

  /** Looks at a node that nothing has been decided of. */
  private void look(String node) {
    if (decided.contains(node)) {
      return;
    }
    TaskState untried = untried(node);
    if (untried != null) {
      end(node, untried, cause(node));
    }
  }

  /** Makes a node ready if it may begin; the state of one that is not tried; else null. */
  private @Nullable TaskState untried(String node) {
    UpstreamStates states = standing(node).states();
    return switch (work.verdict(node, states)) {
      case WAIT -> null;
      case RUN -> {
        decided.add(node);
        ready.add(node);
        yield null;
      }
      case SKIP -> TaskState.SKIPPED;
      case FAIL -> {
        failed = true;
        yield TaskState.UPSTREAM_FAILED;
      }
    };
  }

  /** The failure that a node which is not tried has to thank for it: the first one before it. */
  private String cause(String node) {
    return dag.upstreams(node).stream()
        .filter(upstream -> !work.forgiven(upstream) || ends.get(upstream) != TaskState.FAILED)
        .map(causes::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private Standing standing(String node) {
    Standing standing = standings.get(node);
    if (standing == null) {
      throw new IllegalStateException("no node " + node);
    }
    return standing;
  }

  private int compare(String one, String other) {
    int byWeight = Integer.compare(work.priority(other), work.priority(one));
    return byWeight != 0
        ? byWeight
        : Integer.compare(position.getOrDefault(one, 0), position.getOrDefault(other, 0));
  }

  /** A node that is worked on again at a moment of {@link System#nanoTime()}. */
  private record Timer(long at, String node) {}

  /** How those before a node have ended so far. */
  private static final class Standing {

    private final int all;
    private final Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);

    Standing(int all) {
      this.all = all;
    }

    Standing with(TaskState state) {
      counts.merge(state, 1, Integer::sum);
      return this;
    }

    UpstreamStates states() {
      return new UpstreamStates(
          all,
          counts.getOrDefault(TaskState.SUCCESS, 0),
          counts.getOrDefault(TaskState.FAILED, 0),
          counts.getOrDefault(TaskState.UPSTREAM_FAILED, 0),
          counts.getOrDefault(TaskState.SKIPPED, 0));
    }
  }
}
