package io.tidemark.batch;

import io.tidemark.graph.Node;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.microbatch.BatchResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a run tells of itself. Thread-safe. */
public class RecordedRun implements RunListener {

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<Increment> frozen = new CopyOnWriteArrayList<>();
  private final List<Checkpoint> resumed = new CopyOnWriteArrayList<>();
  private final List<Checkpoint> committed = new CopyOnWriteArrayList<>();
  private final List<BatchResult> batches = new CopyOnWriteArrayList<>();
  private final List<RunStart> starts = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<Long> recovered = new CopyOnWriteArrayList<>();

  /** What the person who runs this should know. */
  public List<String> notices() {
    return notices;
  }

  /** What was wrong and stopped nothing. */
  public List<String> warnings() {
    return warnings;
  }

  /** The increments, in the order in which they were frozen. */
  public List<Increment> frozen() {
    return frozen;
  }

  /** The loads that somebody had left. */
  public List<Checkpoint> resumed() {
    return resumed;
  }

  /** Every chunk. */
  public List<Checkpoint> committed() {
    return committed;
  }

  /** How the executions began. */
  public List<RunStart> starts() {
    return starts;
  }

  /** The executions that had died. */
  public List<Long> recovered() {
    return recovered;
  }

  @Override
  public void runStarted(RunStart start) {
    starts.add(start);
  }

  @Override
  public void frozen(Node node, Increment increment) {
    frozen.add(increment);
  }

  @Override
  public void resumed(Node node, Checkpoint checkpoint) {
    resumed.add(checkpoint);
  }

  @Override
  public void committed(Node node, Checkpoint checkpoint) {
    committed.add(checkpoint);
  }

  /** The batches of microbatch models, in the order in which they ended. */
  public List<BatchResult> batches() {
    return batches;
  }

  @Override
  public void batchFinished(Node node, BatchResult result) {
    batches.add(result);
  }

  @Override
  public void notice(Node node, String text) {
    notices.add(text);
  }

  @Override
  public void warning(Node node, String text) {
    warnings.add(text);
  }

  @Override
  public void recovered(long executionId) {
    recovered.add(executionId);
  }
}
