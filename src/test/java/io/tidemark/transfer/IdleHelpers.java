package io.tidemark.transfer;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedWork;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that help with what is offered, each on a session of its own. */
final class IdleHelpers implements IdleThreads, AutoCloseable {

  private final TestDatabase target;
  private final int count;
  private final ExecutorService threads;
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile boolean recalled;

  IdleHelpers(TestDatabase target, int count) {
    this.target = target;
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count);
  }

  /** How many sessions they have opened. */
  int sessions() {
    return sessions.get();
  }

  /** From now on they are wanted elsewhere. */
  void recall() {
    recalled = true;
  }

  @Override
  public int threads() {
    return count + 1;
  }

  @Override
  public Offer offer(SharedWork work) {
    List<Future<?>> helping = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      helping.add(threads.submit(() -> help(work)));
    }
    return () -> helping.forEach(IdleHelpers::await);
  }

  private void help(SharedWork work) {
    if (work.room() == 0) {
      return;
    }
    sessions.incrementAndGet();
    try (Database to = Database.of(target.settings(), 1);
        Session session = new Session(to.connect(), new RunningStatements())) {
      work.join(session, () -> recalled);
    }
  }

  private static void await(Future<?> helper) {
    try {
      helper.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
