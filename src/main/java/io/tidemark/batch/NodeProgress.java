package io.tidemark.batch;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.load.HalfLoadedException;
import io.tidemark.load.LoadListener;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.transfer.TransferListener;
import io.tidemark.transfer.plan.TransferProgress;
import org.jspecify.annotations.Nullable;

/**
 * How far a node has come: told to who listens, and written into its step's books. Called by one
 * thread at a time.
 */
final class NodeProgress implements LoadListener, TransferListener {

  private final Node node;
  private final StepBooks books;
  private final RunListener listener;
  private volatile @Nullable Checkpoint left;

  NodeProgress(Node node, StepBooks books, RunListener listener) {
    this.node = node;
    this.books = books;
    this.listener = listener;
  }

  @Override
  public void frozen(Increment increment) {
    books.begun(Checkpoint.start(increment, 1));
    listener.frozen(node, increment);
  }

  @Override
  public void opened(Checkpoint checkpoint) {
    left = checkpoint;
  }

  @Override
  public void resumed(Checkpoint checkpoint) {
    left = checkpoint;
    books.begun(checkpoint);
    listener.resumed(node, checkpoint);
  }

  @Override
  public void committed(Checkpoint checkpoint) {
    left = checkpoint;
    books.committed(checkpoint);
    listener.committed(node, checkpoint);
  }

  @Override
  public void batchStarted(Microbatch batch, int index, int total) {
    listener.batchStarted(node, batch, index, total);
  }

  @Override
  public void batchFinished(BatchResult result) {
    if (result.successful()) {
      books.batchDone(result.rows());
    }
    listener.batchFinished(node, result);
  }

  @Override
  public void sealed(Increment increment) {
    left = null;
  }

  @Override
  public void planned(TransferProgress start) {
    books.begun(start);
    listener.transferPlanned(node, start);
  }

  @Override
  public void resumed(TransferProgress before) {
    books.begun(before);
    listener.transferResumed(node, before);
  }

  @Override
  public void committed(TransferProgress at) {
    books.committed(at);
    listener.transferCommitted(node, at);
  }

  @Override
  public void notice(String text) {
    listener.notice(node, text);
  }

  @Override
  public void warning(String text) {
    listener.warning(node, text);
  }

  /** With how far a load has come that is not sealed, if one was begun. */
  Throwable halfLoaded(Throwable failure) {
    Checkpoint half = left;
    return half == null
        ? failure
        : new HalfLoadedException(half, failure, StoppedException.is(failure));
  }
}
