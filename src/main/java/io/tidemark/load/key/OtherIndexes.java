package io.tidemark.load.key;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The unique and exclusion indexes of a target beside the key's. They can refuse a row whose key is
 * in order, and rows of two chunks can meet in them.
 */
public final class OtherIndexes {

  private final Session session;
  private final Statements statements;

  /** Looks on the session. */
  public OtherIndexes(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * One of them, if there is one. However many unique indexes are on exactly the key's columns,
   * they refuse what one of them refuses, so none of those is another one.
   *
   * @param key the key's columns; empty if there is none, or if its indexes count too
   */
  public Optional<String> first(Relation target, List<String> key) {
    List<String> ofKey =
        key.isEmpty() ? List.of() : new Catalog(session, statements).uniqueIndexes(target, key);
    return session.first(
        statements.render(
            "load/other_unique",
            Map.of(
                "schema", new Literal(target.schema()),
                "name", new Literal(target.name()),
                "indexes", SqlText.join(", ", ofKey.stream().map(Literal::new).toList()))),
        row -> row.getString(1));
  }
}
