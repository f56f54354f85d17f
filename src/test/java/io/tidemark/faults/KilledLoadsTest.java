package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I1 where several connections load one increment: the process is killed while two of them are each
 * inside a chunk, or in its commit, while one part is complete and the other is not, when all
 * chunks are committed and nothing is sealed, and in the seal. For each way to apply an increment,
 * and for batches.
 */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class KilledLoadsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String TWO = " 2";
  private static final String BATCHED = "batched";

  private LoadShop shop;

  @BeforeAll
  void aShop(@TempDir Path folder) {
    shop = new LoadShop(folder, database);
    shop.build();
  }

  /** Two connections, each with rows that nobody else sees. */
  @ParameterizedTest
  @CsvSource({"merged, UPSERT", "replaced, REPLACE_KEYS"})
  void bothPartsAreInsideAChunk(String model, String method) {
    killInsideChunks(model, method);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"upserted, UPSERT", "added, INSERT"})
  void bothPartsOfOtherLoadsAreInsideAChunk(String model, String method) {
    killInsideChunks(model, method);
  }

  private void killInsideChunks(String model, String method) {
    shop.grow(model);
    shop.holdAllRows(model);
    kill(model, LoadShop.ROW, 2, method + TWO);

    oneMoreRun(model);
  }

  /** Nobody can know which of the two commits will be; the server ends both, or does both. */
  @ParameterizedTest
  @Tag("long")
  @CsvSource({"merged, UPSERT", "replaced, REPLACE_KEYS", "added, INSERT"})
  void bothPartsAreInACommit(String model, String method) {
    shop.grow(model);
    kill(model, LoadShop.COMMIT, 2, method + TWO);

    oneMoreRun(model);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"merged, UPSERT", "added, INSERT"})
  void onePartIsCompleteAndTheOtherIsNot(String model, String method) {
    shop.grow(model);
    shop.holdOneRow(model);
    try (Gate gate = Gate.advisory(LoadShop.ROW, database);
        TidemarkProcess run = shop.start(model)) {
      gate.await(run);
      Gate.await(
          database,
          "select count(*) = 1 from tidemark.checkpoint_part where next_page >= end_page");
      run.kill();
      assertThat(shop.pending()).isEqualTo(method + TWO);
      shop.assertNothingTemporary();
    }
    oneMoreRun(model);
  }

  /** The seal waits for its checkpoint's row. */
  @ParameterizedTest
  @CsvSource("merged, UPSERT")
  void allChunksAreCommittedAndNothingIsSealed(String model, String method) {
    shop.grow(model);
    shop.holdAllRows(model);
    try (Gate rows = Gate.advisory(LoadShop.ROW, database);
        TidemarkProcess run = shop.start(model)) {
      rows.await(run);
      try (Gate checkpoint = Gate.rows("tidemark.checkpoint", database)) {
        rows.close();
        checkpoint.await(run);
        assertThat(
                database.query("select from tidemark.checkpoint_part where next_page < end_page"))
            .isEmpty();
        run.kill();
      }
      assertThat(shop.pending()).isEqualTo(method + TWO);
      shop.assertNothingTemporary();
    }
    oneMoreRun(model);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"merged, UPSERT", "replaced, REPLACE_KEYS"})
  void inTheSeal(String model, String method) {
    shop.grow(model);
    kill(model, LoadShop.SEAL, 1, method + TWO);

    oneMoreRun(model);
  }

  /** Of four days the first and the last are done alone, the others beside each other. */
  @ParameterizedTest
  @Tag("long")
  @ValueSource(ints = {LoadShop.ROW, LoadShop.COMMIT})
  void inTheFirstBatch(int gate) {
    shop.grow(BATCHED);
    shop.holdAllRows(BATCHED);
    kill(BATCHED, gate, 1, "null");

    oneMoreRun(BATCHED);
  }

  @Test
  void inTwoBatchesAtOnce() {
    killInTwoBatches(LoadShop.ROW);
  }

  @Test
  @Tag("long")
  void inTheCommitOfOneOfTwoBatches() {
    killInTwoBatches(LoadShop.COMMIT);
  }

  private void killInTwoBatches(int gate) {
    shop.grow(BATCHED);
    shop.holdRowsAfterTheFirstDay();
    // One commit at a time: the other waits for it, with all its rows written.
    kill(BATCHED, gate, gate == LoadShop.ROW ? 2 : 1, "null");

    oneMoreRun(BATCHED);
  }

  private void kill(String model, int gate, int connections, String pending) {
    try (Gate closed = Gate.advisory(gate, database);
        TidemarkProcess run = shop.start(model)) {
      closed.await(run, connections);
      run.kill();
      assertThat(shop.pending()).isEqualTo(pending);
      shop.assertNothingTemporary();
    }
  }

  private void oneMoreRun(String model) {
    shop.run(model).succeeded();
    shop.assertWhole(model);
  }
}
