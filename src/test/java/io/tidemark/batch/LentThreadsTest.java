package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.graph.Dag;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedWork;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thread helps while no node needs it, and only then. */
@Timeout(60)
class LentThreadsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ExecutorService workers = Executors.newFixedThreadPool(3);

  @AfterEach
  void endTheWorkers() {
    workers.shutdownNow();
  }

  @Test
  void aNodeThatBecomesReadyGetsTheThreadOfAHelper() {
    CountDownLatch helped = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger meeting = new AtomicInteger();
    LentThreads lent = new LentThreads(3, LentThreadsTest::session);
    SharedWork longWork =
        new SharedWork() {
          @Override
          public int room() {
            return 1;
          }

          @Override
          public void join(Session session, BooleanSupplier recalled) {
            helped.countDown();
            while (!recalled.getAsBoolean() && both.getCount() > 0) {
              Thread.onSpinWait();
            }
          }
        };

    boolean failed =
        run(
            lent,
            node ->
                switch (node) {
                  case "load" -> {
                    try (IdleThreads.Offer offer = lent.offer(longWork)) {
                      // Over only when d and e have run at the same time, on the other two threads.
                      yield await(both);
                    }
                  }
                  case "quick" -> await(helped);
                  default -> {
                    meeting.incrementAndGet();
                    both.countDown();
                    yield await(both);
                  }
                });

    assertThat(failed).isFalse();
    assertThat(meeting).hasValue(2);
  }

  @Test
  void aLoadGoesOnAloneWhereTheServerHasNoConnectionToSpare() {
    CountDownLatch asked = new CountDownLatch(1);
    LentThreads lent =
        new LentThreads(
            3,
            () -> {
              asked.countDown();
              throw new IllegalStateException("too many connections");
            });
    SharedWork work =
        new SharedWork() {
          @Override
          public int room() {
            return 1;
          }

          @Override
          public void join(Session session, BooleanSupplier recalled) {
            throw new AssertionError("nobody can come without a connection");
          }
        };

    boolean failed =
        run(
            lent,
            node -> {
              try (IdleThreads.Offer offer = lent.offer(work)) {
                return !node.equals("load") || await(asked);
              }
            });

    assertThat(failed).isFalse();
  }

  @Test
  void whoGotNoConnectionIsNotAskedAgain() {
    LentThreads lent =
        new LentThreads(
            2,
            () -> {
              throw new UnsupportedOperationException("whatever the pool says");
            });
    SharedWork work =
        new SharedWork() {
          @Override
          public int room() {
            return 1;
          }

          @Override
          public void join(Session session, BooleanSupplier recalled) {
            throw new AssertionError("nobody can come without a connection");
          }
        };

    try (IdleThreads.Offer offer = lent.offer(work)) {
      lent.help().orElseThrow().run();

      assertThat(lent.help()).isEmpty();
    }
  }

  /** load, and quick → d, e. */
  private boolean run(LentThreads lent, Predicate<String> work) {
    Dag dag =
        Dag.of(
            Map.of(
                "load", List.of(),
                "quick", List.of(),
                "d", List.of("quick"),
                "e", List.of("quick")));
    return new DagScheduler(
            dag,
            new SchedulingPolicy(3, false),
            new StopSignal(new RunningStatements()),
            DagWork.of(work, forgiven -> false),
            lent,
            workers)
        .run()
        .failed();
  }

  private static Session session() {
    return new Session(database.connect(), new RunningStatements());
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
