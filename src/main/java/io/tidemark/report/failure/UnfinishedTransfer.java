package io.tidemark.report.failure;

import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.project.problem.Problem;
import io.tidemark.transfer.UnfinishedTransferException;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source's load that stopped between two chunks: how far it came, and what continues it. */
public final class UnfinishedTransfer {

  private UnfinishedTransfer() {}

  /** The one that a failure, or one of its causes, is. */
  public static Optional<UnfinishedTransferException> in(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnfinishedTransferException unfinished) {
        return Optional.of(unfinished);
      }
    }
    return Optional.empty();
  }

  /** {@code 300,000 of about 1,000,000 rows are in the copy}. */
  public static String reached(TransferProgress left) {
    String rows = GroupedNumber.of(left.rows());
    String all =
        left.estimatedRows() > left.rows()
            ? " of about " + GroupedNumber.of(left.estimatedRows()) + " rows"
            : " rows";
    return rows + all + (left.kind() == TransferKind.INCREMENT ? " are in the copy" : " are kept");
  }

  /**
   * The problems; none where nobody knows the reason.
   *
   * @param reasons why it failed
   * @param program what a person calls this program as
   */
  static List<Problem> of(
      UnfinishedTransferException failure, List<Problem> reasons, String program) {
    if (reasons.isEmpty()) {
      return reasons;
    }
    List<Problem> problems = new ArrayList<>(reasons);
    int last = problems.size() - 1;
    Problem reason = problems.get(last);
    String how = "It had been loading: " + reached(failure.left()) + ".";
    String goOn = "Continue with: " + program + " restart";
    problems.set(
        last,
        reason
            .found(reason.found() == null ? how : reason.found() + "\n" + how)
            .next(reason.next() == null ? goOn : reason.next() + "\n" + goOn));
    return problems;
  }
}
