package io.tidemark.batch;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The right to run a project on a target: a session-level advisory lock on a connection of its own.
 * Who can take it knows that nobody else runs, however the last one ended.
 */
public final class RunLock {

  private final Session session;
  private final Statements statements;
  private final long key;

  /**
   * A lock that is not taken yet.
   *
   * @param session is used for nothing else and must stay open as long as the lock is needed
   * @param jobName what must not run twice at once
   */
  public RunLock(Session session, Statements statements, String jobName) {
    this.session = session;
    this.statements = statements;
    this.key = Digest.lockKey("tidemark run " + jobName);
  }

  /** Takes it together with others who take it so, unless somebody has it for himself alone. */
  public boolean tryShare() {
    return session
        .first(statements.render("batch/try_share_run_lock", values()), row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Lets it go. */
  public void release() {
    session.first(statements.render("batch/release_run_lock", values()), row -> row.getBoolean(1));
  }

  /**
   * Takes it together with others, as soon as nobody has it for himself alone.
   *
   * @return false if that was not so in time
   */
  public boolean share(Duration patience) {
    return waitFor("batch/wait_share_run_lock", patience);
  }

  /** Takes it if nobody has it. */
  public boolean tryTake() {
    return session
        .first(statements.render("batch/try_run_lock", values()), row -> row.getBoolean(1))
        .orElse(false);
  }

  /**
   * Takes it as soon as it is free.
   *
   * @param patience how long to wait at most
   * @return false if it was not free in time
   */
  public boolean take(Duration patience) {
    return waitFor("batch/wait_run_lock", patience);
  }

  private boolean waitFor(String statement, Duration patience) {
    long milliseconds = Math.min(Integer.MAX_VALUE, Math.max(1, patience.toMillis()));
    try {
      session.execute(
          statements.render(
              statement, Map.of("key", new Literal(key), "milliseconds", milliseconds)));
      return true;
    } catch (StatementException e) {
      if (SqlFailure.of(e.failure()).kind() == SqlFailureKind.LOCK_TIMEOUT) {
        return false;
      }
      throw e;
    }
  }

  /** Whether somebody has it for himself alone. */
  public boolean isTaken() {
    return session
        .first(statements.render("batch/run_lock_is_taken", values()), row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Who has it, as far as the server tells: a sentence's part. */
  public Optional<String> holder() {
    return session.first(
        statements.render("batch/run_lock_holder", values()),
        row ->
            "%s (server process %d, from %s, since %s)"
                .formatted(row.getString(2), row.getInt(1), row.getString(3), row.getString(4)));
  }

  private Map<String, Literal> values() {
    return Map.of("key", new Literal(key));
  }
}
