package io.tidemark.transfer.read;

import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session of the source in a transaction that sees all as it was at one moment, writes nothing,
 * and writes values as texts in one way, whatever the server's settings. For one thread at a time.
 */
public final class SourceSnapshot implements AutoCloseable {

  private final Session session;
  private final Statements statements;

  private SourceSnapshot(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * Opens a session and takes the snapshot of this moment.
   *
   * @throws io.tidemark.postgres.ConnectionException if there is no session to be had
   */
  public static SourceSnapshot take(Supplier<Session> source, Statements statements) {
    return open(source, statements, null);
  }

  /**
   * Opens another session that sees the same.
   *
   * @param exported what {@link #export} gave; whoever gave it must still be open
   */
  public static SourceSnapshot join(
      Supplier<Session> source, Statements statements, String exported) {
    return open(source, statements, exported);
  }

  private static SourceSnapshot open(
      Supplier<Session> source, Statements statements, @Nullable String exported) {
    Session session = source.get();
    try {
      session.commitOnDemand(true);
      session.execute(
          statements.render(
              "transfer/begin_read",
              Map.of("joined", exported != null, "snapshot", new Literal(exported))));
      return new SourceSnapshot(session, statements);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** A name under which other sessions may see the same, as long as this one is open. */
  public String export() {
    return session
        .first(statements.text("transfer/export_snapshot"), row -> row.getString(1))
        .orElseThrow();
  }

  /** The session, in its transaction. */
  public Session session() {
    return session;
  }

  @Override
  public void close() {
    try {
      if (!session.lost()) {
        session.commitOnDemand(false);
      }
    } catch (StatementException e) {
      // It was only read; a session that is gone has ended its transaction too.
      return;
    } finally {
      session.close();
    }
  }
}
