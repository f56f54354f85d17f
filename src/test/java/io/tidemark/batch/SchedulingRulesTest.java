package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.Dag;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.schedule.TaskState;
import io.tidemark.schedule.TriggerRule;
import io.tidemark.schedule.UpstreamStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes with trigger rules of their own, retries, weights and what they need beside a thread. */
@Timeout(60)
class SchedulingRulesTest {

  private final ExecutorService workers = Executors.newFixedThreadPool(3);
  private final StopSignal stop = new StopSignal(new RunningStatements());

  @AfterEach
  void noThreadsAreLeft() {
    workers.shutdownNow();
  }

  @Test
  void everyNodeEndsAsItsRuleSaysOfTheEndsBeforeIt() {
    for (int seed = 0; seed < 300; seed++) {
      RandomRules graph = new RandomRules(new Random(seed));

      DagScheduler.Outcome outcome = run(graph.dag(), graph, 3, false);

      assertThat(graph.ends).as("ends, seed %s", seed).isEqualTo(graph.naively());
      assertThat(outcome.failed())
          .as("failed, seed %s", seed)
          .isEqualTo(
              graph.ends.containsValue(TaskState.FAILED)
                  || graph.ends.containsValue(TaskState.UPSTREAM_FAILED));
    }
  }

  @Test
  void aNodeThatIsWorkedOnAgainHoldsNoThreadMeanwhile() {
    List<String> order = new ArrayList<>();
    Dag dag = Dag.of(Map.of("a", List.of(), "b", List.of(), "c", List.of("a")));

    DagScheduler.Outcome outcome =
        run(
            dag,
            node -> {
              order.add(node);
              boolean again = node.equals("a") && !order.contains("b");
              return again ? new Ending.Again(Duration.ofMillis(1)) : Ending.SUCCESS;
            },
            1,
            false);

    assertThat(outcome.failed()).isFalse();
    assertThat(order).startsWith("a", "b").endsWith("a", "c");
  }

  @Test
  void ofTwoNodesThatAreReadyTheHeavierGoesFirst() {
    List<String> order = new ArrayList<>();
    DagWork work =
        new DagWork() {
          @Override
          public Ending work(String node) {
            order.add(node);
            return Ending.SUCCESS;
          }

          @Override
          public int priority(String node) {
            return node.equals("c") ? 5 : 1;
          }
        };

    run(Dag.of(Map.of("a", List.of(), "b", List.of(), "c", List.of())), work, 1, false);

    assertThat(order).containsExactly("c", "a", "b");
  }

  @Test
  void aNodeThatIsNotAdmittedLetsOthersPass() {
    List<String> order = new ArrayList<>();
    DagWork work =
        new DagWork() {
          @Override
          public Ending work(String node) {
            order.add(node);
            return Ending.SUCCESS;
          }

          @Override
          public boolean admit(String node) {
            return !node.equals("a") || order.contains("b");
          }
        };

    run(Dag.of(Map.of("a", List.of(), "b", List.of())), work, 1, false);

    assertThat(order).containsExactly("b", "a");
  }

  @Test
  void aStopEndsAWaitForAnotherTry() {
    Map<String, TaskState> ends = new ConcurrentHashMap<>();
    DagWork work =
        new DagWork() {
          @Override
          public Ending work(String node) {
            // Whoever stops does so from another thread, once the node waits for its next try.
            workers.execute(stop::stop);
            return new Ending.Again(Duration.ofDays(1));
          }

          @Override
          public void ended(String node, TaskState state, String cause) {
            ends.put(node, state);
          }
        };

    DagScheduler.Outcome outcome =
        run(Dag.of(Map.of("a", List.of(), "b", List.of("a"))), work, 2, false);

    assertThat(ends).isEmpty();
    assertThat(outcome.notTried()).containsOnlyKeys("b");
  }

  private DagScheduler.Outcome run(Dag dag, DagWork work, int threads, boolean failFast) {
    LentThreads lent =
        new LentThreads(
            threads,
            () -> {
              throw new IllegalStateException("nobody helps");
            });
    return new DagScheduler(dag, new SchedulingPolicy(threads, failFast), stop, work, lent, workers)
        .run();
  }

  /** A random graph whose nodes have random rules and ends. */
  private static final class RandomRules implements DagWork {

    private final Map<String, List<String>> upstreams = new LinkedHashMap<>();
    private final Map<String, TriggerRule> rules = new LinkedHashMap<>();
    private final Map<String, TaskState> tried = new LinkedHashMap<>();
    private final Map<String, TaskState> ends = new ConcurrentHashMap<>();
    private final List<String> order = new ArrayList<>();

    RandomRules(Random random) {
      TriggerRule[] all = TriggerRule.values();
      for (int i = 0; i < 12; i++) {
        String node = "n" + (char) ('a' + i);
        List<String> before = new ArrayList<>(upstreams.keySet());
        before.removeIf(any -> random.nextInt(4) > 0);
        upstreams.put(node, before);
        rules.put(node, all[random.nextInt(all.length)]);
        int end = random.nextInt(6);
        tried.put(
            node, end == 0 ? TaskState.FAILED : end == 1 ? TaskState.SKIPPED : TaskState.SUCCESS);
      }
    }

    Dag dag() {
      return Dag.of(upstreams);
    }

    /** Each node's end by the first word that its rule has as those before it end in turn. */
    Map<String, TaskState> naively() {
      Map<String, TaskState> naive = new LinkedHashMap<>();
      upstreams.forEach(
          (node, before) -> {
            List<TaskState> seen = new ArrayList<>();
            TriggerRule rule = rules.getOrDefault(node, TriggerRule.ALWAYS);
            TriggerRule.Verdict word = rule.verdict(UpstreamStates.of(before.size(), seen));
            for (String ended : order) {
              if (word == TriggerRule.Verdict.WAIT && before.contains(ended)) {
                seen.add(ends.getOrDefault(ended, TaskState.FAILED));
                word = rule.verdict(UpstreamStates.of(before.size(), seen));
              }
            }
            naive.put(
                node,
                switch (word) {
                  case RUN -> tried.getOrDefault(node, TaskState.SUCCESS);
                  case SKIP -> TaskState.SKIPPED;
                  case FAIL -> TaskState.UPSTREAM_FAILED;
                  case WAIT -> throw new IllegalStateException(node + " waits for nobody");
                });
          });
      return naive;
    }

    @Override
    public Ending work(String node) {
      return new Ending.Ended(tried.getOrDefault(node, TaskState.SUCCESS));
    }

    @Override
    public TriggerRule.Verdict verdict(String node, UpstreamStates states) {
      return rules.getOrDefault(node, TriggerRule.ALWAYS).verdict(states);
    }

    @Override
    public void ended(String node, TaskState state, String cause) {
      order.add(node);
      ends.put(node, state);
    }
  }
}
