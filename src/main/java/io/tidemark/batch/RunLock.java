package io.tidemark.batch;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Map;
import java.util.Optional;

/**
 * The right to run a project on a target: a session-level advisory lock on a connection of its own.
 * Who can take it knows that nobody else runs, however the last one ended.
 */
public final class RunLock {

  private final Session session;
  private final Statements statements;
  private final Map<String, Literal> key;

  /**
   * A lock that is not taken yet.
   *
   * @param session is used for nothing else and must stay open as long as the lock is needed
   * @param jobName what must not run twice at once
   */
  public RunLock(Session session, Statements statements, String jobName) {
    this.session = session;
    this.statements = statements;
    this.key = Map.of("key", new Literal(Digest.lockKey("tidemark run " + jobName)));
  }

  /** Takes it if nobody has it. */
  public boolean tryTake() {
    return session
        .first(statements.render("batch/try_run_lock", key), row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Who has it, as far as the server tells: a sentence's part. */
  public Optional<String> holder() {
    return session.first(
        statements.render("batch/run_lock_holder", key),
        row ->
            "%s (server process %d, from %s, since %s)"
                .formatted(row.getString(2), row.getInt(1), row.getString(3), row.getString(4)));
  }
}
