package io.tidemark.load.column;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes sure, before a row is written, that an increment's values fit the target's columns: else a
 * chunk in the middle would fail, and again at every restart.
 *
 * <p>A column of another type is given the target's, by the conversion that an {@code INSERT} would
 * use. A column of the key keeps its type, because dbt compares keys before they are converted; of
 * it only the type is checked.
 */
public final class TypeFit {

  private final Session session;
  private final Statements statements;

  /** Checks on the session. */
  public TypeFit(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  private record Unlike(String column, String found, String wanted) {}

  /**
   * Checks and converts, in the transaction that the session is in.
   *
   * @param written the names of the columns that are written
   * @param key the names of the key's columns
   * @return true if a column of the staging table has another type now
   * @throws LoadException if a type or a value does not fit
   */
  public boolean convert(Relation target, Relation staging, Set<String> written, List<String> key) {
    boolean converted = false;
    for (Unlike unlike : unlike(target, staging)) {
      if (written.contains(unlike.column())) {
        boolean isKey = key.contains(unlike.column());
        Optional<StatementException> failure =
            session.attempt(
                isKey ? () -> plan(target, staging, unlike) : () -> to(staging, unlike));
        if (failure.isPresent()) {
          throw refused(target, unlike, failure.get());
        }
        converted |= !isKey;
      }
    }
    return converted;
  }

  private List<Unlike> unlike(Relation target, Relation staging) {
    return session.query(
        statements.render(
            "load/unlike_columns",
            Map.of("staging", staging.regclass(), "target", target.regclass())),
        row -> new Unlike(row.getString(1), row.getString(2), row.getString(3)));
  }

  private void plan(Relation target, Relation staging, Unlike unlike) {
    session.query(
        statements.render(
            "load/explain_column",
            Map.of(
                "target", target, "staging", staging, "column", new Identifier(unlike.column()))),
        row -> row.getString(1));
  }

  private void to(Relation staging, Unlike unlike) {
    session.execute(
        statements.render(
            "relation/alter_column_type",
            Map.of(
                "relation",
                staging,
                "column",
                new Identifier(unlike.column()),
                "type",
                new SqlText(unlike.wanted()))));
  }

  private static RuntimeException refused(
      Relation target, Unlike unlike, StatementException failure) {
    SqlFailure said = SqlFailure.of(failure.failure());
    String column =
        "column \"%s\" is %s in the model and %s in %s"
            .formatted(unlike.column(), unlike.found(), unlike.wanted(), target.display());
    return switch (said.kind()) {
      case SYNTAX_OR_SEMANTIC ->
          new LoadException(
              column + ", and the one does not become the other by itself",
              "Convert it in the model ("
                  + unlike.column()
                  + "::"
                  + unlike.wanted()
                  + "), set on_schema_change: sync_all_columns, or run once with --full-refresh.");
      case DATA ->
          new LoadException(
              column + ", and not every value fits: " + said.message(),
              "Correct the values in the model, set on_schema_change: sync_all_columns, or run"
                  + " once with --full-refresh.");
      default -> failure;
    };
  }
}
