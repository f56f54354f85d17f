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
final class ClusterLock implements AutoCloseable {

  /** A file lock belongs to the process: it would not keep a second thread out, it would throw. */
  private static final ReentrantLock WITHIN_THIS_PROCESS = new ReentrantLock();

  private final FileChannel channel;

  private ClusterLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until it is free. */
  static ClusterLock acquire(Path file) throws IOException {
    WITHIN_THIS_PROCESS.lock();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        return new ClusterLock(channel);
      } catch (IOException | RuntimeException failure) {
        channel.close();
        throw failure;
      }
    } catch (IOException | RuntimeException failure) {
      WITHIN_THIS_PROCESS.unlock();
      throw failure;
    }
  }

  /** By the thread that acquired it. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      WITHIN_THIS_PROCESS.unlock();
    }
  }
}
