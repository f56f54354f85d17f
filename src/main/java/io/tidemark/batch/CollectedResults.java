package io.tidemark.batch;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.transfer.plan.TransferProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the results of a run and passes everything on. Thread-safe. */
public final class CollectedResults implements RunListener {

  private final RunListener next;
  private final ConcurrentLinkedQueue<NodeResult> nodes = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<HookResult> hooks = new ConcurrentLinkedQueue<>();

  /** Passes everything on to another. */
  public CollectedResults(RunListener next) {
    this.next = next;
  }

  /** How the nodes ended. */
  public List<NodeResult> nodes() {
    return new ArrayList<>(nodes);
  }

  /** How the hooks ended. */
  public List<HookResult> hooks() {
    return new ArrayList<>(hooks);
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
  public void notice(Node node, String text) {
    next.notice(node, text);
  }

  @Override
  public void warning(Node node, String text) {
    next.warning(node, text);
  }

  @Override
  public void nodeFinished(NodeResult result) {
    nodes.add(result);
    next.nodeFinished(result);
  }

  @Override
  public void hookStarted(RunHook hook) {
    next.hookStarted(hook);
  }

  @Override
  public void hookFinished(HookResult result) {
    hooks.add(result);
    next.hookFinished(result);
  }
}
