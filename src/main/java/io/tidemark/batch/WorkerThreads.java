package io.tidemark.batch;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads named as dbt names its own in {@code run_results.json}: {@code Thread-1}. */
public final class WorkerThreads implements ThreadFactory {

  private final AtomicInteger count = new AtomicInteger();

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "Thread-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
