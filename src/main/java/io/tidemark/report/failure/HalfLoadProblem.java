package io.tidemark.report.failure;

import io.tidemark.load.HalfLoadedException;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A load that stopped between two chunks: why, how far it came, and what continues it. */
final class HalfLoadProblem {

  private HalfLoadProblem() {}

  /**
   * The problems; none where nobody knows the reason.
   *
   * @param reasons why it failed
   * @param program what a person calls this program as
   */
  static List<Problem> of(HalfLoadedException failure, List<Problem> reasons, String program) {
    if (reasons.isEmpty()) {
      return reasons;
    }
    List<Problem> problems = new ArrayList<>(reasons);
    int last = problems.size() - 1;
    Problem reason = problems.get(last);
    Checkpoint left = failure.left();
    String how =
        sentence(failure.endedAt())
            + " "
            + sentence(HalfLoadedException.loaded(left) + " and stay there");
    String found = reason.found();
    problems.set(
        last,
        reason
            .found(found == null ? how : found + "\n" + how)
            .next(next(failure.getCause(), reason, program)));
    return problems;
  }

  /** What was frozen is not asked for again, so a correction of the model's SQL is no help. */
  private static String next(@Nullable Throwable cause, Problem reason, String program) {
    String goOn = "Continue with: " + program + " restart";
    if (cause instanceof StatementException refused && isOfTheRows(refused)) {
      return "The increment is frozen, so it does not follow a change of the model. Remove what"
          + " refuses the row from the table, then: "
          + program
          + " restart. To give the increment up and build the table anew: "
          + program
          + " run --full-refresh";
    }
    return reason.next() == null ? goOn : reason.next() + "\n" + goOn;
  }

  private static boolean isOfTheRows(StatementException refused) {
    return switch (SqlFailure.of(refused.failure()).kind()) {
      case CONSTRAINT_VIOLATION, DATA, SYNTAX_OR_SEMANTIC, OTHER -> true;
      case TRANSIENT_CONNECTION,
          SERIALIZATION_OR_DEADLOCK,
          CANCELLED,
          LOCK_TIMEOUT,
          INSUFFICIENT_PRIVILEGE,
          DISK_FULL,
          OUT_OF_RESOURCES ->
          false;
    };
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }
}
