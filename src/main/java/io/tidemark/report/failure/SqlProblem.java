package io.tidemark.report.failure;

import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL said about a statement, as the four parts. */
final class SqlProblem {

  private SqlProblem() {}

  /**
   * The problem.
   *
   * @param statement what was sent, or null where that is not known
   */
  static Problem of(@Nullable String statement, SqlFailure failure, SqlPlace places) {
    Integer position = failure.position();
    Place place = statement == null || position == null ? null : places.locate(statement, position);
    List<String> found = new ArrayList<>();
    if (statement != null && place == null && !statement.isBlank()) {
      found.add(
          position == null
              ? StatementExcerpt.start(statement)
              : StatementExcerpt.at(statement, position));
    }
    if (failure.detail() != null) {
      found.add(failure.detail());
    }
    if (failure.where() != null) {
      found.add("In " + failure.where());
    }
    String hint = failure.hint();
    return Problem.of(failure.message())
        .at(place)
        .found(found.isEmpty() ? null : String.join("\n", found))
        .next(hint == null ? advice(failure.kind(), failure.sqlState()) : hint);
  }

  private static String advice(SqlFailureKind kind, String sqlState) {
    return switch (kind) {
      case TRANSIENT_CONNECTION ->
          "Go on when the server is there again: what was committed is kept.";
      case SERIALIZATION_OR_DEADLOCK ->
          "Another transaction was in the way. Run it again; if it stays so, look who else writes"
              + " there (pg_stat_activity).";
      case CANCELLED ->
          "Somebody cancelled the statement, or it took longer than statement_timeout allows: raise"
              + " that, and run it again.";
      case LOCK_TIMEOUT ->
          "Look who holds the lock (pg_locks, pg_stat_activity), and run it again.";
      case INSUFFICIENT_PRIVILEGE ->
          "Grant the right to the profile's user, or take a user who has it.";
      case DISK_FULL -> "Make room on the server's disk, and run it again.";
      case OUT_OF_RESOURCES ->
          "Fewer threads (--threads) need less memory and fewer connections; or raise the server's"
              + " limits.";
      case CONSTRAINT_VIOLATION -> "Correct the rows that the SQL gives, or the constraint.";
      case DATA -> "Correct the value, or its conversion in the SQL.";
      case SYNTAX_OR_SEMANTIC -> "Correct the SQL, and run it again.";
      case OTHER ->
          sqlState.isEmpty()
              ? "Look into the server's log."
              : "Look into the server's log; PostgreSQL's manual explains the code %s in appendix A."
                  .formatted(sqlState);
    };
  }
}
