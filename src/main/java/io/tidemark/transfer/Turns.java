package io.tidemark.transfer;

import io.tidemark.load.chunk.Uninterrupted;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to read a chunk, and whose to merge one. One thread reads at a time and one
 * merges; chunks are merged in the order in which they were read. Where one fails, none after it is
 * merged, and those before it are. Thread-safe.
 */
final class Turns {

  /** How often a thread that waits asks whether it is wanted elsewhere. */
  private static final long LOOK_MILLIS = 100;

  private boolean reading;
  private boolean exhausted;
  private boolean closed;
  private long read;
  private long merged;
  private @Nullable Throwable failure;
  private long failedAt = Long.MAX_VALUE;

  /**
   * Takes the turn to read, as soon as nobody has it; ended by {@link #hasRead} or {@link #end}, or
   * by a failure.
   *
   * @param recalled true as soon as the thread is wanted elsewhere
   * @return the chunk's number, from 0; -1 if there is none to read any more
   */
  synchronized long toRead(BooleanSupplier recalled) {
    Uninterrupted.await(this, LOOK_MILLIS, () -> !reading || !open() || recalled.getAsBoolean());
    if (reading || !open() || recalled.getAsBoolean()) {
      return -1;
    }
    reading = true;
    return read;
  }

  /** True while there may be something to read. */
  synchronized boolean open() {
    return !closed && !exhausted && failure == null;
  }

  /** The chunk is read whole: another thread may read the next one. */
  synchronized void hasRead() {
    reading = false;
    read++;
    notifyAll();
  }

  /** There is no chunk any more. */
  synchronized void end() {
    reading = false;
    exhausted = true;
    notifyAll();
  }

  /** True if chunks before this one are not merged yet. */
  synchronized boolean isAhead(long number) {
    return merged < number;
  }

  /**
   * Waits until all chunks before this one are merged.
   *
   * @throws CancellationException if one of them has failed
   */
  synchronized void toMerge(long number) {
    Uninterrupted.await(this, () -> merged >= number || failedAt < number);
    if (failedAt < number) {
      throw new CancellationException("a chunk before this one has failed");
    }
  }

  /** The chunk whose turn it was is merged, and told of. */
  synchronized void hasMerged() {
    merged++;
    notifyAll();
  }

  /**
   * The chunk, or reading it, has failed. Of several failures the one of the first chunk is told:
   * without it there would have been no other.
   */
  synchronized void fail(long number, Throwable why) {
    if (number < failedAt) {
      failedAt = number;
      failure = why;
    }
    notifyAll();
  }

  /** No more chunks are begun. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Whether all chunks have been read, and so merged, once nobody is at work any more.
   *
   * @throws RuntimeException what has failed
   */
  synchronized boolean allMerged() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return exhausted;
  }
}
