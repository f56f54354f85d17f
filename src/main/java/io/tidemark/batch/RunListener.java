package io.tidemark.batch;

import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.transfer.plan.TransferProgress;

/**
 * Hears how a run goes on. Called on the threads that do the work, several at once; must be quick
 * and must not throw.
 */
public interface RunListener extends LockKeeper.Teller {

  /** The run begins. */
  default void runStarted(RunStart start) {}

  /** A node begins. */
  default void nodeStarted(Node node) {}

  /** An increment has been computed. */
  default void frozen(Node node, Increment increment) {}

  /** A load that was left unfinished goes on. */
  default void resumed(Node node, Checkpoint checkpoint) {}

  /** A chunk is in the target for good. */
  default void committed(Node node, Checkpoint checkpoint) {}

  /** It is known what a source's table has that the copy has not; nothing of it is loaded yet. */
  default void transferPlanned(Node node, TransferProgress start) {}

  /** A source's load that was left unfinished goes on. */
  default void transferResumed(Node node, TransferProgress left) {}

  /** A chunk of a source's rows is in the target for good. */
  default void transferCommitted(Node node, TransferProgress at) {}

  /**
   * A batch of a microbatch model begins.
   *
   * @param index its number, from 1
   * @param total how many there are
   */
  default void batchStarted(Node node, Microbatch batch, int index, int total) {}

  /** A batch of a microbatch model is done for good, has failed or was not tried. */
  default void batchFinished(Node node, BatchResult result) {}

  /**
   * A statement is about to be run for a node.
   *
   * @param sql as it is sent
   */
  default void executing(Node node, String sql) {}

  /** Something the person who runs this should know. */
  default void notice(Node node, String text) {}

  /** Something is wrong with a node and does not stop it. */
  default void warning(Node node, String text) {}

  /** A node is done, has failed or was not tried. */
  default void nodeFinished(NodeResult result) {}

  /** A hook of the run itself begins. */
  default void hookStarted(RunHook hook) {}

  /** A hook of the run itself is done or has failed. */
  default void hookFinished(HookResult result) {}

  /** Another run holds the lock, and this one waits for it. */
  default void waitingFor(String holder) {}

  @Override
  default void note(String text) {}

  @Override
  default void warning(String text) {}

  /** A run that died is taken over. */
  default void recovered(long executionId) {}
}
