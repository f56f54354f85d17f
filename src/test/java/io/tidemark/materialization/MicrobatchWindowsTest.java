package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.BatchSize;
import io.tidemark.graph.Microbatch;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which batches a run has. */
class MicrobatchWindowsTest {

  private static final Instant BEGIN = Instant.parse("2024-01-30T10:00:00Z");
  private static final EventTimes NOW = EventTimes.until(Instant.parse("2024-02-02T07:30:00Z"));

  @Test
  void aNewTableStartsAtTheBatchOfItsBegin() {
    assertThat(names(windows(BatchSize.DAY, 1).of(NOW, true)))
        .containsExactly("2024-01-30", "2024-01-31", "2024-02-01", "2024-02-02");
    assertThat(names(windows(BatchSize.MONTH, 1).of(NOW, true)))
        .containsExactly("2024-01", "2024-02");
    assertThat(names(windows(BatchSize.YEAR, 1).of(NOW, true))).containsExactly("2024");
    assertThat(windows(BatchSize.HOUR, 1).of(NOW, true)).hasSize(3 * 24 - 10 + 8);
  }

  @ParameterizedTest
  @CsvSource({"0, 2024-02-02", "1, 2024-02-01", "3, 2024-01-30", "5, 2024-01-28"})
  void aTableThatIsThereGetsTheCurrentBatchAndItsLookback(long lookback, String first) {
    List<Microbatch> batches = windows(BatchSize.DAY, lookback).of(NOW, false);

    assertThat(batches).hasSize((int) lookback + 1);
    assertThat(batches.get(0).name()).isEqualTo(first);
    assertThat(batches.get(batches.size() - 1).name()).isEqualTo("2024-02-02");
  }

  @Test
  void onABoundaryTheCurrentBatchIsTheOneThatHasJustEnded() {
    EventTimes midnight = EventTimes.until(Instant.parse("2024-02-02T00:00:00Z"));

    assertThat(names(windows(BatchSize.DAY, 1).of(midnight, false)))
        .containsExactly("2024-01-31", "2024-02-01");
  }

  @Test
  void flagsWinOverBeginAndLookbackAndAreWidenedToWholeBatches() {
    EventTimes asked =
        new EventTimes(
            Instant.parse("2024-01-10T12:00:00Z"),
            Instant.parse("2024-01-12T00:00:01Z"),
            NOW.runStartedAt());

    for (boolean anew : new boolean[] {true, false}) {
      assertThat(names(windows(BatchSize.DAY, 1).of(asked, anew)))
          .containsExactly("2024-01-10", "2024-01-11", "2024-01-12");
    }
  }

  @Test
  void windowsAreHalfOpenAndMeet() {
    List<Microbatch> batches = windows(BatchSize.MONTH, 14).of(NOW, false);

    for (int i = 1; i < batches.size(); i++) {
      assertThat(batches.get(i).start()).isEqualTo(batches.get(i - 1).end());
    }
    assertThat(batches.get(0).start()).isEqualTo(Instant.parse("2022-12-01T00:00:00Z"));
    assertThat(batches.get(14).end()).isEqualTo(Instant.parse("2024-03-01T00:00:00Z"));
  }

  @Test
  void aBeginInTheFutureIsOneBatchWithNothingInIt() {
    List<Microbatch> batches =
        new MicrobatchWindows(BatchSize.DAY, Instant.parse("2030-01-01T00:00:00Z"), 1)
            .of(NOW, true);

    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).end()).isBeforeOrEqualTo(batches.get(0).start());
  }

  private static MicrobatchWindows windows(BatchSize size, long lookback) {
    return new MicrobatchWindows(size, BEGIN, lookback);
  }

  private static List<String> names(List<Microbatch> batches) {
    return batches.stream().map(Microbatch::name).toList();
  }
}
