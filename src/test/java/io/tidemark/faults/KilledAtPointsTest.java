package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * I1 at every named point: the process is killed there (kill -9), and one more command makes the
 * target what it would have been, with nothing temporary left. Several threads load at once, so the
 * others may be anywhere. Red from the chunks to the seal where an unfinished load is thrown away
 * and frozen anew.
 */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class KilledAtPointsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private FaultShop shop;
  private List<String> relations;

  @BeforeAll
  void aShop(@TempDir Path folder) {
    shop = new FaultShop(folder, database);
  }

  @BeforeEach
  void somethingToLoad() {
    if (!shop.isWhole()) {
      shop.build();
    }
    shop.unguardTarget();
    relations = Relations.of(database);
    shop.grow(1600);
  }

  /** Its orphaned server process may go on at once, and does what it was told to do last. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "FREEZE",
        "BEFORE_FIRST_CHUNK",
        "CHUNK",
        "AFTER_CHUNK",
        "SEAL_COMMIT",
        "FIRST_LOAD",
        "SWAP"
      })
  void oneMoreRunMakesItWhole(Point point) {
    killAndRun(point);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void oneMoreRunMakesItWholeAtEveryPoint(Point point) {
    killAndRun(point);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void oneMoreRestartMakesItWhole(Point point) {
    kill(point);

    shop.run("restart", "--lock-timeout", "60").succeeded();

    // What the killed run had done already is not done again: a restart asks for nothing new.
    shop.run("run").succeeded();
    shop.assertWhole(relations);
  }

  /** Nobody opens its gate: the server itself sees that its client is gone. */
  @Test
  void anOrphanedStatementIsEndedByTheServer() {
    orphan(Point.CHUNK);
  }

  @ParameterizedTest
  @EnumSource(names = {"FREEZE", "FIRST_LOAD"})
  @Tag("long")
  void anOrphanedStatementIsEndedByTheServer(Point point) {
    orphan(point);
  }

  private void killAndRun(Point point) {
    kill(point);

    shop.run("run", "--lock-timeout", "60").succeeded();

    shop.assertWhole(relations);
  }

  private void orphan(Point point) {
    assumeThat(database.queryText("select version()")).contains("linux");
    try (Gate gate = Gate.at(point, database);
        TidemarkProcess run = start(point)) {
      gate.await(run);
      run.kill();
      gate.awaitNobody();
    }

    shop.run("run").succeeded();

    shop.assertWhole(relations);
  }

  private void kill(Point point) {
    try (Gate gate = Gate.at(point, database);
        TidemarkProcess run = start(point)) {
      gate.await(run);
      run.kill();
      shop.assertNothingTemporary(relations);
      assertThat(shop.pending()).isEqualTo(point.leavesALoad());
    }
  }

  private TidemarkProcess start(Point point) {
    if (point == Point.CHUNK) {
      // A table with a trigger is loaded by one thread, any other by several.
      shop.guardTarget();
    }
    return point.ofFirstLoad()
        ? shop.start("run", "--full-refresh")
        : shop.start("run", "--threads", "4");
  }
}
