package io.tidemark.job;

import io.tidemark.batch.ForwardingListener;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunListener;

/** Passes on what a node's try tells, but for its end: that may not be the node's. */
final class OneTry extends ForwardingListener {

  OneTry(RunListener next) {
    super(next);
  }

  @Override
  public void nodeFinished(NodeResult result) {}
}
