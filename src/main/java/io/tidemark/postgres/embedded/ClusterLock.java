package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held while a server is looked for, made, started or stopped: one at a time, among the processes
 * of the machine by a file lock, which ends with its process, and among the threads of this one.
 */
final class ClusterLock {

  /** A file lock belongs to the process: it would not keep a second thread out, it would throw. */
  private static final ReentrantLock WITHIN_THIS_PROCESS = new ReentrantLock();

  private final Path file;

  ClusterLock(Path file) {
    this.file = file;
  }

  /** What is done under the lock. */
  interface Work<T> {
    T done() throws IOException;
  }

  /** Waits until the lock is free and does the work under it. */
  <T> T during(Work<T> work) throws IOException {
    WITHIN_THIS_PROCESS.lock();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      return work.done();
    } finally {
      WITHIN_THIS_PROCESS.unlock();
    }
  }
}
