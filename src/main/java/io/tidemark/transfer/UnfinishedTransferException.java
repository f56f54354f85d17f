package io.tidemark.transfer;

import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferProgress;

/**
 * A transfer that failed or was stopped after something of it was committed: that stays, and
 * whoever transfers the table next goes on from there. The cause says why.
 */
public final class UnfinishedTransferException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient TransferProgress left;
  private final boolean stopped;

  /**
   * A transfer that has come as far as {@code left}.
   *
   * @param stopped true if it was stopped, so that nothing is wrong with it
   */
  public UnfinishedTransferException(TransferProgress left, Throwable cause, boolean stopped) {
    super(cause.getMessage() + " (" + reached(left, stopped) + ")", cause);
    this.left = left;
    this.stopped = stopped;
  }

  /** How far it has come. */
  public TransferProgress left() {
    return left;
  }

  /** True if it was stopped, so that nothing is wrong with it. */
  public boolean stopped() {
    return stopped;
  }

  private static String reached(TransferProgress left, boolean stopped) {
    String rows = GroupedNumber.of(left.rows());
    return (stopped ? "stopped" : "failed")
        + " after "
        + rows
        + (left.rows() == 1 ? " row" : " rows")
        + (left.kind() == TransferKind.INCREMENT ? ", which are in the copy" : ", which are kept");
  }
}
