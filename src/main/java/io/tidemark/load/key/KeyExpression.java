package io.tidemark.load.key;

import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out, before anything is done with it, whether a key that is an expression is one. */
public final class KeyExpression {

  private final Session session;
  private final Statements statements;

  /** Asks on the session. */
  public KeyExpression(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * Checks it, in the transaction that the session is in.
   *
   * @param relation what the key is to be computed of
   * @throws LoadException if PostgreSQL can't make sense of it
   */
  public void check(UniqueKey key, Relation relation, List<Column> columns) {
    if (key.isEmpty() || key.columns(columns).isPresent()) {
      return;
    }
    String text = key.sql(columns).sql();
    Optional<StatementException> failure =
        session.attempt(
            () ->
                session.query(
                    statements.render(
                        "load/key_of_none", Map.of("keys", key.sql(columns), "relation", relation)),
                    row -> text));
    if (failure.isEmpty()) {
      return;
    }
    SqlFailure said = SqlFailure.of(failure.get().failure());
    if (said.kind() != SqlFailureKind.SYNTAX_OR_SEMANTIC) {
      throw failure.get();
    }
    throw new LoadException(
            "unique_key \"%s\" can't be computed: %s".formatted(text, said.message()),
            "Name columns that the model's SELECT gives, or expressions over them: "
                + String.join(", ", columns.stream().map(Column::name).toList()))
        .about("unique_key");
  }
}
