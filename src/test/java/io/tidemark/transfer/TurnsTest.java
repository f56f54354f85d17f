package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One reads, one merges, in the order of reading; and what failed first in that order is told. */
@Timeout(30)
class TurnsTest {

  private final Turns turns = new Turns();

  private long read() {
    long number = turns.toRead(() -> false);
    turns.hasRead();
    return number;
  }

  @Test
  void chunksAreMergedAsTheyWereRead() {
    assertThat(read()).isZero();
    assertThat(turns.isAhead(0)).isFalse();
    assertThat(read()).isOne();
    assertThat(turns.isAhead(1)).isTrue();
    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> turns.toMerge(1));
    turns.toMerge(0);
    assertThat(second).isNotDone();

    turns.hasMerged();

    second.join();
    turns.hasMerged();
    turns.toRead(() -> false);
    turns.end();
    assertThat(turns.toRead(() -> false)).isNegative();
    assertThat(turns.allMerged()).isTrue();
  }

  @Test
  void whoWaitsForRowsIsLetOnWhenTheyAreAtTheirEnd() {
    turns.toRead(() -> false);
    CompletableFuture<Long> other = CompletableFuture.supplyAsync(() -> turns.toRead(() -> false));

    turns.end();

    assertThat(other.join()).isNegative();
  }

  @Test
  void whoIsWantedElsewhereDoesNotWait() {
    turns.toRead(() -> false);

    assertThat(turns.toRead(() -> true)).isNegative();
    assertThat(turns.open()).isTrue();
  }

  @Test
  void whatWasReadBeforeAFailureIsMergedAndWhatCameAfterIsNot() {
    read();
    read();
    read();
    IllegalStateException failure = new IllegalStateException("the second");
    turns.fail(1, failure);

    turns.toMerge(0);
    turns.hasMerged();
    assertThatThrownBy(() -> turns.toMerge(2)).isInstanceOf(CancellationException.class);
    turns.fail(2, new CancellationException());
    assertThat(turns.toRead(() -> false)).isNegative();
    assertThatThrownBy(turns::allMerged).isSameAs(failure);
  }

  @Test
  void theFailureOfTheFirstChunkIsTold() {
    read();
    read();
    turns.fail(1, new IllegalStateException("the second"));
    IllegalStateException first = new IllegalStateException("the first");
    turns.fail(0, first);

    assertThatThrownBy(turns::allMerged).isSameAs(first);
  }

  @Test
  void whoClosesIsNotDone() {
    read();
    turns.hasMerged();
    turns.close();

    assertThat(turns.toRead(() -> false)).isNegative();
    assertThat(turns.allMerged()).isFalse();
  }
}
