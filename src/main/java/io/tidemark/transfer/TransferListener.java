package io.tidemark.transfer;

import io.tidemark.load.increment.Notices;
import io.tidemark.transfer.plan.TransferProgress;

/**
 * Hears how a transfer goes on. Called on the threads that write, one at a time; must be quick. If
 * it throws, the transfer fails with that after the chunk that was told of.
 */
public interface TransferListener extends Notices {

  /** What there is to do is known; nothing of it is in the target yet. */
  default void planned(TransferProgress start) {}

  /** A transfer that somebody left unfinished is taken up where it stopped. */
  default void resumed(TransferProgress left) {}

  /** A chunk is in the target for good. */
  default void committed(TransferProgress at) {}

  /** All of it is in the target, the copy is in its place and the books are closed. */
  default void sealed(TransferProgress end) {}
}
