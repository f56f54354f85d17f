package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.SourceShop;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads of sources in another database are killed (kill -9), at a point and at random ({@link
 * RandomKills}). What comes next goes on at the row; whenever a {@code run} ends by itself, every
 * copy is its source.
 */
class KilledSourcesTest {

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
      // The chunk after the one at the gate is copied in on another session meanwhile.
      Gate.await(
          target,
          "exists (select from pg_stat_activity where datname = current_database() and state ="
              + " 'idle in transaction' and query like '%copy pg_temp.%tidemark_rows%')");
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
    RandomKills.kill(4, random -> new KillableSources(folder, shop, target, random));
  }

  @Test
  @Tag("long")
  @Timeout(7200)
  void hundredsOfKillsLoseAndDoubleNothing(@TempDir Path folder) {
    RandomKills.kill(RandomKills.MANY, random -> new KillableSources(folder, shop, target, random));
  }
}
