package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.BuildOrder;
import io.tidemark.graph.Dag;
import io.tidemark.postgres.RunningStatements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@code build} tests a node before anything reads it, and a failed test keeps from being run what
 * a naive reading of dbt's rule says, and nothing else.
 */
class BuildOrderTest {

  private final ExecutorService workers = Executors.newFixedThreadPool(3);

  @AfterEach
  void endTheWorkers() {
    workers.shutdownNow();
  }

  @Test
  void randomProjectsAreBuiltAsTheNaiveRuleSays() {
    for (long seed = 0; seed < 400; seed++) {
      RandomBuild build = new RandomBuild(new Random(seed));
      Dag order = BuildOrder.of(build.manifest());
      assertThat(order.cycle()).as("cycle, seed %s", seed).isEmpty();

      Set<String> selected = build.selected();
      List<String> ran = new ArrayList<>();
      DagScheduler.Outcome outcome = run(build, order.subset(selected), ran);

      assertThat(new TreeSet<>(outcome.notTried().keySet()))
          .as("not tried, seed %s", seed)
          .isEqualTo(new TreeSet<>(build.skippedNaively()));
      assertThat(outcome.failed()).isEqualTo(ran.stream().anyMatch(build.failing()::contains));
      assertOrder(build, ran, seed);
    }
  }

  private DagScheduler.Outcome run(RandomBuild build, Dag dag, List<String> ran) {
    return new DagScheduler(
            dag,
            new SchedulingPolicy(3, false),
            new StopSignal(new RunningStatements()),
            DagWork.of(
                node -> {
                  synchronized (ran) {
                    ran.add(node);
                  }
                  return !build.failing().contains(node);
                },
                build.forgiven()::contains),
            new LentThreads(
                3,
                () -> {
                  throw new IllegalStateException("nobody helps");
                }),
            workers)
        .run();
  }

  private static void assertOrder(RandomBuild build, List<String> ran, long seed) {
    Map<String, Integer> position = new HashMap<>();
    ran.forEach(node -> position.put(node, position.size()));
    Set<String> tried = new HashSet<>(ran);
    for (String node : ran) {
      Set<String> before =
          build.mustWaitFor(node).stream().filter(tried::contains).collect(Collectors.toSet());
      for (String earlier : before) {
        assertThat(position.get(earlier))
            .as("%s before %s, seed %s", earlier, node, seed)
            .isLessThan(position.get(node));
      }
    }
    assertThat(new LinkedHashMap<>(position)).hasSameSizeAs(ran);
  }
}
