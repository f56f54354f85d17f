package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.SourceShop;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads of sources in another database are killed (kill -9), at a point and at random. What comes
 * next goes on at the row; whenever a {@code run} ends by itself, every copy is its source.
 *
 * <p>The seed is printed; {@code -Dtidemark.faults.seed=…} repeats the choices, {@code
 * -Dtidemark.faults.kills=…} sets how many kills the long form makes.
 */
class KilledSourcesTest {

  private static final int LET_ONE_LIVE = 10;

  @RegisterExtension static final TestDatabase shop = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase target = TestDatabase.fresh();

  @Test
  @Timeout(120)
  void anIncrementGoesOnAtTheRow(@TempDir Path folder) {
    SourceShop sources = new SourceShop(folder, shop, target).sells(1, 1000);
    ProjectFolder project = sources.project();
    project.run("run").succeeded();
    shop.execute(
        "update sales.orders set total = 0, updated_at = timestamptz '2024-02-01 00:00+00'"
            + " + order_id * interval '1 second'; analyze sales.orders");
    try (Gate gate = Gate.rows("raw.orders where order_id = 450", target);
        TidemarkProcess process = project.start("run")) {
      gate.await(process);
      process.kill();
    }

    project.run("state").succeeded().says("raw.orders", "400 of about 1,000 rows (40 %)");
    shop.execute(
        "insert into sales.orders"
            + " select i, 1, 1, '2024-03-01 00:00+00' from generate_series(1001, 1010) i");
    Outcome restarted = project.run("restart").succeeded();

    restarted.says("raw.orders: continues after row 400 of about 1,000");
    assertThat(rowsRead())
        .as("600 that were left, 10 new ones, the one of the mark")
        .isEqualTo(611);
    assertThat(sources.difference("orders")).isEmpty();
    project.run("state").succeeded().neverSays("of about");
  }

  @Test
  @Timeout(120)
  void aFirstLoadGoesOnAtTheRow(@TempDir Path folder) {
    SourceShop sources = new SourceShop(folder, shop, target).sells(1, 30_000);
    ProjectFolder project = sources.project();
    project.run("run", "--select", "source:raw.countries").succeeded();
    killedAtRow(500, project.start("run"));
    long committed =
        Long.parseLong(
            String.valueOf(
                target.queryText(
                    "select sum(rows_loaded) from tidemark.transfer_part"
                        + " where relation_name = 'orders'")));

    project.run("state").succeeded().says("raw.orders", "of about 30,");
    project.run("restart").succeeded().says("raw.orders: continues after row");

    // The next load comes after it, and reads the row of the mark.
    assertThat(rowsRead()).isEqualTo(30_000 - committed + 1).isLessThan(30_000);
    assertThat(sources.difference("orders")).isEmpty();
  }

  @Test
  @Timeout(120)
  void aFullRefreshIsContinuedByItsRestartAndBegunAnewByAnother(@TempDir Path folder) {
    SourceShop sources = new SourceShop(folder, shop, target).sells(1, 20_000);
    ProjectFolder project = sources.project();
    project.run("run").succeeded();
    shop.execute("delete from sales.orders where order_id <= 100");
    killedAtRow(500, project.start("run", "--full-refresh"));

    project.run("restart").succeeded().says("raw.orders: continues after row");
    assertThat(rowsRead()).isLessThan(19_900 - 400);
    assertThat(sources.difference("orders")).isEmpty();

    shop.execute("delete from sales.orders where order_id <= 200");
    killedAtRow(500, project.start("run", "--full-refresh"));
    project
        .run("run", "--full-refresh")
        .succeeded()
        .says("is given up: the copy is built anew")
        .neverSays("continues after row");
    assertThat(sources.difference("orders")).isEmpty();
  }

  @Test
  @Timeout(120)
  void aFullRefreshOfAJobsTaskIsContinuedByItsNextLaunch(@TempDir Path folder) {
    SourceShop sources = new SourceShop(folder, shop, target).sells(1, 20_000);
    ProjectFolder project =
        sources
            .project()
            .file(
                "jobs/nightly.yml",
                """
                job: nightly
                tasks: [{id: load, select: "source:raw.orders", full_refresh: true}]
                """);
    String[] launch = {"run", "--job", "nightly", "--date", "2026-10-05"};
    project.run("run", "--select", "source:raw.countries").succeeded();
    killedAtRow(500, project.start(launch));

    project.run(launch).succeeded().says("raw.orders: continues after row");

    assertThat(rowsRead()).isLessThan(20_000);
    assertThat(sources.difference("orders")).isEmpty();
  }

  private static void killedAtRow(int rows, TidemarkProcess run) {
    try (run) {
      run.until(
          target, "(select sum(rows_loaded) >= %d from tidemark.transfer_part)".formatted(rows));
      run.kill();
    }
  }

  /** How many rows of the orders the last execution has read. */
  private static long rowsRead() {
    return Long.parseLong(
        String.valueOf(
            target.queryText(
                "select read_count from tidemark.batch_step_execution"
                    + " where step_name like '%source.shop.raw.orders'"
                    + " order by step_execution_id desc limit 1")));
  }

  @Test
  @Timeout(300)
  void aFewKillsLoseAndDoubleNothing(@TempDir Path folder) {
    kill(4, folder);
  }

  @Test
  @Tag("long")
  @Timeout(7200)
  void hundredsOfKillsLoseAndDoubleNothing(@TempDir Path folder) {
    kill(Integer.getInteger("tidemark.faults.kills", 300), folder);
  }

  private static void kill(int wanted, Path folder) {
    long seed = Long.getLong("tidemark.faults.seed", new Random().nextInt());
    System.out.println("Random kills of source loads: -Dtidemark.faults.seed=" + seed);
    Random random = new Random(seed);
    KillableSources sources = new KillableSources(folder, shop, target, random);
    sources.build();
    Kills kills = new Kills(sources, random, seed);
    while (kills.killed < wanted) {
      kills.next();
    }
    sources.run("run", "--lock-timeout", "60").succeeded();
    sources.assertWhole();
    System.out.println(kills);
    // Where they fall is chance; but a run of this that hits no load proves nothing.
    assertThat(kills.inLoads).as("kills inside a load").isGreaterThanOrEqualTo(wanted / 12);
  }

  /** One command after the other, most of them killed. */
  private static final class Kills {

    private final KillableSources sources;
    private final Random random;
    private final long seed;
    private final long began = System.nanoTime();
    private final Map<String, Integer> killedLoads = new TreeMap<>();
    private long working = Duration.ofMillis(800).toNanos();
    private int commands;
    private int killed;
    private int inLoads;
    private int ended;

    Kills(KillableSources sources, Random random, long seed) {
      this.sources = sources;
      this.random = random;
      this.seed = seed;
    }

    void next() {
      if (random.nextInt(3) > 0) {
        sources.change();
      }
      String[] command = command();
      boolean toItsEnd = commands % LET_ONE_LIVE == 0;
      commands++;
      long last = sources.lastRun();
      Map<String, String> before = sources.loads();
      try (TidemarkProcess process = sources.start(command)) {
        long begun = begunAt(process, last);
        long moment = (long) (random.nextDouble() * working);
        if (toItsEnd || process.endsWithin(Duration.ofNanos(moment))) {
          Outcome outcome = process.outcome();
          if (toItsEnd) {
            working = System.nanoTime() - begun;
          }
          ended(command, outcome);
          return;
        }
        process.kill();
      }
      killed++;
      count(before, sources.loads());
      if (killed % 50 == 0) {
        System.out.println(this);
      }
    }

    /** When its run was begun, or when it ended without one. */
    private long begunAt(TidemarkProcess process, long last) {
      while (!process.endsWithin(Duration.ofMillis(10)) && sources.lastRun() == last) {
        // Until then nothing is loaded.
      }
      return System.nanoTime();
    }

    /** In a load: who was killed had moved it, and it is not complete. */
    private void count(Map<String, String> before, Map<String, String> after) {
      after.entrySet().removeAll(before.entrySet());
      inLoads += after.isEmpty() ? 0 : 1;
      after.keySet().forEach(load -> killedLoads.merge(load, 1, Integer::sum));
    }

    private void ended(String[] command, Outcome outcome) {
      ended++;
      if (outcome.exitCode() == 2 && outcome.all().contains("died before its first model")) {
        // Nothing was done, so there is nothing to continue; and it says so.
        return;
      }
      assertThat(outcome.exitCode())
          .as("%s after %d kills, seed %d\n%s", command[0], killed, seed, outcome.all())
          .isZero();
      if (command[0].equals("run")) {
        sources.assertWhole();
      }
    }

    private String[] command() {
      return switch (random.nextInt(12)) {
        case 0 -> new String[] {"run", "--full-refresh", "--lock-timeout", "60"};
        case 1, 2, 3, 4 -> new String[] {"restart", "--lock-timeout", "60"};
        case 5 -> new String[] {"run", "--threads", "1", "--lock-timeout", "60"};
        default -> new String[] {"run", "--lock-timeout", "60"};
      };
    }

    @Override
    public String toString() {
      return "Random kills of source loads: %d in %d s, %d of them in a load %s, %d commands ended by themselves; seed %d"
          .formatted(
              killed,
              Duration.ofNanos(System.nanoTime() - began).toSeconds(),
              inLoads,
              killedLoads,
              ended,
              seed);
    }
  }
}
