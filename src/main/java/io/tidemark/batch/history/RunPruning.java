package io.tidemark.batch.history;

import io.tidemark.batch.JobRepositories;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Takes old runs out of the job repository: those that ended well or were given up. What could
 * still be continued stays, and so does the last success of each job, from which catchup reckons.
 */
public final class RunPruning {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final String site;
  private final boolean hasLog;

  /**
   * Works on the repository in {@code schema}.
   *
   * @param site the project in a schema, whose runs and jobs' runs are meant
   */
  public RunPruning(Session session, Statements statements, Identifier schema, String site) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.site = site;
    this.hasLog = new JobRepositories(statements, schema).hasLog(session);
  }

  /** The instances that may go, the oldest first. */
  public List<Long> prunable(Instant before) {
    return session.query(
        statements.render("history/prunable", Map.of("schema", schema)),
        row -> row.getLong(1),
        site,
        site,
        Timestamp.from(before));
  }

  /** How many are as old and stay, because they could be continued. */
  public long kept(Instant before) {
    return session
        .first(
            statements.render("history/kept", Map.of("schema", schema)),
            row -> row.getLong(1),
            site,
            site,
            Timestamp.from(before))
        .orElse(0L);
  }

  /**
   * Deletes a run with all its launches and steps, in one transaction.
   *
   * @return false if somebody has taken it up again in the meantime, or deleted it
   */
  public boolean delete(long instance) {
    return session.inTransaction(
        () -> {
          session.first(
              statements.render("history/lock_instance", Map.of("schema", schema)),
              row -> row.getLong(1),
              instance);
          boolean still =
              session
                  .first(
                      statements.render("history/still_prunable", Map.of("schema", schema)),
                      row -> row.getBoolean(1),
                      instance)
                  .orElse(false);
          if (still) {
            session.execute(
                statements.render(
                    "history/delete_run",
                    Map.of("schema", schema, "instance", instance, "has_log", hasLog)));
          }
          return still;
        });
  }
}
