package io.tidemark.batch;

import io.tidemark.graph.Dag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/**
 * Keeps the ready queue of a DAG. The thread that calls {@link #run} keeps all the books, workers
 * only execute; so nothing here needs a lock.
 */
final class DagScheduler {

  private final Dag dag;
  private final SchedulingPolicy policy;
  private final StopSignal stop;
  private final Predicate<String> work;
  private final Predicate<String> forgiven;
  private final LentThreads lent;
  private final Executor workers;

  private final List<String> order;
  private final Map<String, Integer> position = new HashMap<>();
  private final Map<String, Integer> waitingFor = new HashMap<>();
  private final Map<String, String> blockedBy = new HashMap<>();
  private final Set<String> started = new HashSet<>();
  private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
  private final PriorityQueue<String> ready;
  private int running;
  private int helping;
  private boolean failed;

  /**
   * A scheduler for one run.
   *
   * @param work does a node's work on a worker and says whether it went well; what it throws counts
   *     as a failure and goes on to the worker's thread
   * @param forgiven tells the nodes whose failure does not keep those after them from being run
   * @param lent who may use the workers that have no node
   */
  DagScheduler(
      Dag dag,
      SchedulingPolicy policy,
      StopSignal stop,
      Predicate<String> work,
      Predicate<String> forgiven,
      LentThreads lent,
      Executor workers) {
    this.dag = dag;
    this.policy = policy;
    this.stop = stop;
    this.work = work;
    this.forgiven = forgiven;
    this.lent = lent;
    this.workers = workers;
    this.order = dag.order();
    order.forEach(node -> position.put(node, position.size()));
    this.ready = new PriorityQueue<>(this::compare);
  }

  /** What came of it: all that did not run, with the node that was the cause (empty: a stop). */
  record Outcome(boolean failed, Map<String, String> notTried) {}

  /** Works the graph off; returns when nothing runs any more. */
  Outcome run() {
    for (String node : order) {
      int upstreams = dag.upstreams(node).size();
      waitingFor.put(node, upstreams);
      if (upstreams == 0) {
        ready.add(node);
      }
    }
    lent.onOffer(() -> news.add(() -> {}));
    startWhatIsReady();
    while (running > 0) {
      next().run();
      startWhatIsReady();
    }
    Map<String, String> notTried = new LinkedHashMap<>();
    order.stream()
        .filter(node -> !started.contains(node))
        .forEach(node -> notTried.put(node, blockedBy.getOrDefault(node, "")));
    return new Outcome(failed, notTried);
  }

  private void startWhatIsReady() {
    while (hasThread() && !ready.isEmpty() && !ending()) {
      String node = ready.remove();
      started.add(node);
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
    boolean well = false;
    try {
      well = work.test(node);
    } finally {
      boolean endedWell = well;
      news.add(() -> settle(node, endedWell));
    }
  }

  private boolean ending() {
    return stop.stopped() || (failed && policy.failFast());
  }

  private Runnable next() {
    while (true) {
      try {
        return news.take();
      } catch (InterruptedException e) {
        // Whoever interrupts wants the run to end; what runs is cancelled and comes back.
        stop.stop();
      }
    }
  }

  private void settle(String node, boolean well) {
    running--;
    failed |= !well;
    if (!well && !forgiven.test(node)) {
      if (!stop.stopped()) {
        dag.descendants(node, Integer.MAX_VALUE)
            .forEach(downstream -> blockedBy.putIfAbsent(downstream, node));
      }
      return;
    }
    for (String downstream : dag.downstreams(node)) {
      if (waitingFor.merge(downstream, -1, Integer::sum) == 0) {
        ready.add(downstream);
      }
    }
  }

  private int compare(String one, String other) {
    return Integer.compare(position.getOrDefault(one, 0), position.getOrDefault(other, 0));
  }
}
