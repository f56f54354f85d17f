package io.tidemark.batch;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.transfer.plan.TransferProgress;

/** Passes everything that a run and its nodes tell on to another listener. */
public class ForwardingListener implements RunListener {

  private final RunListener next;

  /** Passes everything on to another. */
  public ForwardingListener(RunListener next) {
    this.next = next;
  }

  @Override
  public void runStarted(RunStart start) {
    next.runStarted(start);
  }

  @Override
  public void nodeStarted(Node node) {
    next.nodeStarted(node);
  }

  @Override
  public void frozen(Node node, Increment increment) {
    next.frozen(node, increment);
  }

  @Override
  public void resumed(Node node, Checkpoint checkpoint) {
    next.resumed(node, checkpoint);
  }

  @Override
  public void committed(Node node, Checkpoint checkpoint) {
    next.committed(node, checkpoint);
  }

  @Override
  public void transferPlanned(Node node, TransferProgress start) {
    next.transferPlanned(node, start);
  }

  @Override
  public void transferResumed(Node node, TransferProgress left) {
    next.transferResumed(node, left);
  }

  @Override
  public void transferCommitted(Node node, TransferProgress at) {
    next.transferCommitted(node, at);
  }

  @Override
  public void batchStarted(Node node, Microbatch batch, int index, int total) {
    next.batchStarted(node, batch, index, total);
  }

  @Override
  public void batchFinished(Node node, BatchResult result) {
    next.batchFinished(node, result);
  }

  @Override
  public void executing(Node node, String sql) {
    next.executing(node, sql);
  }

  @Override
  public void notice(Node node, String text) {
    next.notice(node, text);
  }

  @Override
  public void warning(Node node, String text) {
    next.warning(node, text);
  }

  @Override
  public void note(String text) {
    next.note(text);
  }

  @Override
  public void warning(String text) {
    next.warning(text);
  }

  @Override
  public void nodeFinished(NodeResult result) {
    next.nodeFinished(result);
  }

  @Override
  public void hookStarted(RunHook hook) {
    next.hookStarted(hook);
  }

  @Override
  public void hookFinished(HookResult result) {
    next.hookFinished(result);
  }
}
