package io.tidemark.transfer.read;

import io.tidemark.postgres.CopyRows;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads rows on a thread of its own, ahead of who writes them, and hands them out by chunks. No
 * more than some megabytes and one row are held at a time, however many rows there are. For one
 * thread; what the reading thread shares with it is guarded by this object.
 */
public final class ReadAhead implements ItemReader<RowStream>, AutoCloseable {

  private static final long BUFFER = 8L << 20;

  private final Session session;
  private final String sql;
  private final RowFormat format;
  private final Thread thread;

  private final Deque<Block> blocks = new ArrayDeque<>();
  private long held;
  private boolean ended;
  private boolean abandoned;
  private @Nullable Throwable failure;

  /**
   * Begins to read.
   *
   * @param session the source's; does nothing else until the rows are at their end
   * @param sql the COPY
   * @param order where the columns of the order are in a row, counted from 0
   * @param largestRow how many bytes a row may have
   * @param name names the thread
   */
  public ReadAhead(
      Session session,
      String sql,
      RowFormat format,
      List<Integer> order,
      ChunkLimit limit,
      long largestRow,
      String name) {
    this.session = session;
    this.sql = sql;
    this.format = format;
    RowBlocks rows = new RowBlocks(format, order, limit, largestRow, this::hand);
    this.thread = new Thread(() -> run(rows), "tidemark-read-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The next chunk, as soon as its first rows are there; null if there is none. The chunk before
   * must have been written whole.
   *
   * @throws SourceFailedException if the source refuses the rows or is gone
   * @throws RowTooLargeException if a row does not fit into memory
   */
  @Override
  public @Nullable RowStream read() {
    Block first = take();
    return first == null ? null : new RowStream(this, format, first);
  }

  /** True if there are rows that nobody has taken; false also while they are awaited. */
  public synchronized boolean ready() {
    return !blocks.isEmpty();
  }

  /**
   * The next block; null at the end of the rows.
   *
   * @throws CancellationException if the reader is closed meanwhile
   */
  synchronized @Nullable Block take() {
    while (blocks.isEmpty() && !ended && !abandoned) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
    Block block = blocks.poll();
    if (block == null) {
      throwFailure();
      if (!ended) {
        throw unwanted();
      }
    }
    return block;
  }

  /** A block is written; there is room for another one. */
  synchronized void release(Block block) {
    held -= block.length();
    notifyAll();
  }

  private void run(RowBlocks rows) {
    Throwable wrong = null;
    try (CopyRows copy = CopyRows.open(session, sql)) {
      rows.readAll(copy, this::awaitRoom);
    } catch (RuntimeException | Error e) {
      wrong = e;
    }
    end(wrong);
  }

  private synchronized void end(@Nullable Throwable wrong) {
    ended = true;
    failure = wrong;
    notifyAll();
  }

  private synchronized void hand(Block block) {
    blocks.add(block);
    held += block.length();
    notifyAll();
  }

  private synchronized void awaitRoom() {
    while (held >= BUFFER && !abandoned) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
    if (abandoned) {
      throw unwanted();
    }
  }

  private static CancellationException unwanted() {
    return new CancellationException("nobody wants the rows any more");
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("the thread was interrupted");
  }

  private void throwFailure() {
    if (failure instanceof StatementException refused) {
      throw new SourceFailedException(refused);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /**
   * Where rows are left, the session's connection is cut: to read them could take hours. May be
   * called by any thread, and more than once.
   */
  @Override
  public void close() {
    synchronized (this) {
      abandoned = true;
      if (!ended) {
        session.abandon();
      }
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
