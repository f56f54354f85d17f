package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.ProjectFolder;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.postgres.embedded.EmbeddedOptions;
import io.tidemark.postgres.embedded.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * I4 (red where the staging table is always unlogged): the server crashes, and what has been
 * committed of a load is there, the rest of its increment too. The server is the project's own
 * embedded one, so that the next command starts it again.
 */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class ServerCrashTest {

  private static final String CONTINUE = "Continue with: tidemark restart";

  private Path data;
  private EmbeddedServer server;
  private TestDatabase database;
  private FaultShop shop;
  private List<String> relations;

  @BeforeAll
  void aShopWithItsOwnServer(@TempDir Path folder) {
    data = folder.resolve(".tidemark/postgres");
    start();
    database = TestDatabase.at(server.settings());
    shop = new FaultShop(folder, database);
    shop.folder()
        .file(
            "profiles.yml",
            ProjectFolder.profiles("    dev: {type: embedded, schema: shop, threads: 2}\n"));
  }

  private void start() {
    server =
        EmbeddedServer.start(
            EmbeddedOptions.builder(data).database("tidemark").user("tidemark").build());
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  @BeforeEach
  void somethingToLoad() {
    if (!shop.isWhole()) {
      shop.build();
    }
    relations = Relations.of(database);
    shop.grow(600);
    shop.guardTarget();
  }

  /** kill -9 of one server process: the server takes all of them down, and recovers. */
  @Test
  void oneOfItsProcessesIsKilled() {
    killOne(Point.CHUNK);
  }

  @Test
  @Tag("long")
  void oneOfItsProcessesIsKilledInTheSeal() {
    killOne(Point.SEAL);
  }

  private void killOne(Point point) {
    CompletableFuture<Outcome> run;
    try (Gate gate = Gate.at(point, database)) {
      run = shop.begin("run");
      kill(gate.await(run));
      assertCutOff(run.join());
    }

    oneMoreCommand();
  }

  /**
   * kill -9 of the server; who looks after it starts it again, and the run can say how it ended.
   */
  @Test
  void theServerIsKilled() throws IOException {
    killServer(Point.CHUNK);
  }

  @Test
  @Tag("long")
  void theServerIsKilledBeforeTheFirstChunk() throws IOException {
    killServer(Point.BEFORE_FIRST_CHUNK);
  }

  private void killServer(Point point) throws IOException {
    CompletableFuture<Outcome> run;
    try (Gate gate = Gate.at(point, database)) {
      run = shop.begin("run");
      gate.await(run);
      kill(postmaster());
      start();
      assertCutOff(run.join());
    }

    oneMoreCommand();
  }

  /** kill -9 of the server: it is gone until the next command starts it. */
  @ParameterizedTest
  @Tag("long")
  @Timeout(100)
  @EnumSource(
      names = {
        "FREEZE",
        "CHECKPOINT_MOVED",
        "CHUNK_COMMIT",
        "AFTER_CHUNK",
        "SEAL_COMMIT",
        "FIRST_LOAD",
        "SWAP"
      })
  void theServerIsKilledAndStaysAway(Point point) throws IOException {
    CompletableFuture<Outcome> run;
    try (Gate gate = Gate.at(point, database)) {
      run = point.ofFirstLoad() ? shop.begin("run", "--full-refresh") : shop.begin("run");
      gate.await(run);
      kill(postmaster());
      assertCutOff(run.join());
    }

    oneMoreCommand();
  }

  /**
   * A stand-in for a full disk that any user can make: the server's processes may write no file
   * larger than 20 MB (RLIMIT_FSIZE), so the target can't be extended in the middle of a load.
   */
  @Test
  void theTargetsFileMayNotGrow() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/prlimit"))).isTrue();
    shop.grow(5500, 1900);
    shop.run("run").succeeded();
    shop.grow(5000, 1900);
    fileSize("20000000");
    try {
      shop.run("run").nodeFailed().says("could not extend file", CONTINUE);
      assertThat(shop.pending()).isTrue();
      shop.assertNothingTemporary(relations);
    } finally {
      fileSize("unlimited");
    }

    oneMoreCommand();
  }

  private static void assertCutOff(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.all()).isIn(1, 2);
    outcome.says(CONTINUE, "kept").neverSays("\tat ", "Caused by:");
  }

  private void oneMoreCommand() {
    shop.run("run").succeeded();
    shop.assertWhole(relations);
  }

  private void fileSize(String limit) throws Exception {
    Process set =
        new ProcessBuilder(
                "prlimit", "--pid", Long.toString(postmaster()), "--fsize=" + limit + ":unlimited")
            .inheritIO()
            .start();
    assertThat(set.waitFor()).isZero();
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
