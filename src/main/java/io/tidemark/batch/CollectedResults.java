package io.tidemark.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the results of a run and passes everything on. Thread-safe. */
public final class CollectedResults extends ForwardingListener {

  private final ConcurrentLinkedQueue<NodeResult> nodes = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<HookResult> hooks = new ConcurrentLinkedQueue<>();

  /** Passes everything on to another. */
  public CollectedResults(RunListener next) {
    super(next);
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
  public void nodeFinished(NodeResult result) {
    nodes.add(result);
    super.nodeFinished(result);
  }

  @Override
  public void hookFinished(HookResult result) {
    hooks.add(result);
    super.hookFinished(result);
  }
}
