package io.tidemark.report.failure;

import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL said about a statement, as the four parts. */
final class SqlProblem {

  private static final String SYNTAX_ERROR = "42601";

  private static final String NOT_SUPPORTED = "0A000";

  /** What the server says of a name with another database's before it, in the language C. */
  private static final String OTHER_DATABASE = "cross-database";

  private static final Set<String> NO_QUERIES =
      Set.of("insert", "update", "delete", "merge", "create", "drop", "alter", "truncate", "do");

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
        .next(hint == null ? next(failure, wordAt(statement, position)) : hint);
  }

  private static String next(SqlFailure failure, String word) {
    if (failure.kind() == SqlFailureKind.SYNTAX_OR_SEMANTIC && word.equals(";")) {
      return "A model is one SELECT, and its end is the file's: remove the semicolon.";
    }
    if (failure.sqlState().equals(SYNTAX_ERROR) && NO_QUERIES.contains(word)) {
      return "A model is one SELECT; other statements belong into a pre_hook or a post_hook.";
    }
    if (failure.sqlState().equals(NOT_SUPPORTED) && failure.message().contains(OTHER_DATABASE)) {
      return "PostgreSQL reaches no database but the one it is connected to. Remove \"database:\""
          + " from the model or the source, or make it the target's dbname; a source that is"
          + " elsewhere can be loaded with \"connection:\".";
    }
    return advice(failure.kind(), failure.sqlState());
  }

  /** The word at a position, in lower case, or the semicolon that stands there. */
  private static String wordAt(@Nullable String statement, @Nullable Integer position) {
    if (statement == null
        || position == null
        || position > statement.codePointCount(0, statement.length())) {
      return "";
    }
    int from = statement.offsetByCodePoints(0, Math.max(0, position - 1));
    int to = from;
    while (to < statement.length() && Character.isLetter(statement.charAt(to))) {
      to++;
    }
    return statement.startsWith(";", from)
        ? ";"
        : statement.substring(from, to).toLowerCase(Locale.ROOT);
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
