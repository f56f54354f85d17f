package io.tidemark.load.swap;

import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Map;

/**
 * While it is open, the transaction's search path is empty: PostgreSQL then writes a view's
 * definition with every name qualified.
 */
public final class EmptySearchPath implements AutoCloseable {

  private final Session session;
  private final Statements statements;
  private final String before;

  private EmptySearchPath(Session session, Statements statements, String before) {
    this.session = session;
    this.statements = statements;
    this.before = before;
  }

  /** Empties it, in the transaction that the session is in. */
  public static EmptySearchPath open(Session session, Statements statements) {
    String path =
        session
            .first(statements.text("relation/search_path"), row -> row.getString(1))
            .orElseThrow();
    EmptySearchPath opened = new EmptySearchPath(session, statements, path);
    opened.set("");
    return opened;
  }

  /** Puts the old one back. After a failure the transaction's end does that. */
  @Override
  public void close() {
    set(before);
  }

  private void set(String path) {
    session.query(
        statements.render("relation/set_search_path", Map.of("path", new Literal(path))),
        row -> row.getString(1));
  }
}
