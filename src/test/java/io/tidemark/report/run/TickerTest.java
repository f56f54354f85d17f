package io.tidemark.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Something is done again and again, and never keeps the process alive. */
class TickerTest {

  @Test
  void itTicksOnADaemonThread() throws InterruptedException {
    BlockingQueue<Thread> ticks = new LinkedBlockingQueue<>();
    try (Ticker ticker =
        new Ticker(() -> ticks.add(Thread.currentThread()), Duration.ofMillis(1))) {
      Thread first = ticks.poll(30, TimeUnit.SECONDS);
      Thread second = ticks.poll(30, TimeUnit.SECONDS);

      assertThat(first).isNotNull().isSameAs(second);
      assertThat(first.isDaemon()).isTrue();
    }
  }

  @Test
  void onceClosedItsThreadEnds() throws InterruptedException {
    BlockingQueue<Thread> ticks = new LinkedBlockingQueue<>();
    Ticker ticker = new Ticker(() -> ticks.add(Thread.currentThread()), Duration.ofMillis(1));
    Thread thread = ticks.poll(30, TimeUnit.SECONDS);

    ticker.close();

    assertThat(thread).isNotNull();
    thread.join(30_000);
    assertThat(thread.isAlive()).isFalse();
  }
}
