package io.tidemark.load.key;

import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;

/**
 * Whether texts that differ can be equal as keys, because of a collation that is not deterministic:
 * {@code A} and {@code a}, say. The increment, the target and its index may then disagree about
 * which keys are one, and only dbt's own statements give dbt's result.
 */
public final class KeyCollations {

  private final Session session;
  private final Statements statements;

  /** Looks on the session. */
  public KeyCollations(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** True if equal keys are the same text, in both relations and in the target's unique indexes. */
  public boolean deterministic(Relation target, Relation staging, List<String> key) {
    Map<String, Object> values =
        Map.of(
            "schema", new Literal(target.schema()),
            "name", new Literal(target.name()),
            "staging_schema", new Literal(staging.schema()),
            "staging_name", new Literal(staging.name()),
            "keys", SqlText.join(", ", key.stream().map(Literal::new).toList()));
    return session
        .first(statements.render("load/deterministic_key", values), row -> row.getBoolean(1))
        .orElseThrow();
  }
}
