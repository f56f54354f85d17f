package io.tidemark.batch.history;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.PlainRuns;
import io.tidemark.batch.RunLock;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.SortedMap;

/** Tells whether a process is at a run: it holds an advisory lock as long as it lives. */
final class RunLocks {

  private final Session session;
  private final Statements statements;

  RunLocks(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** Whether the lock of a run is held. */
  boolean isHeld(String jobName, SortedMap<String, String> identifying) {
    boolean plain = identifying.get(JobRunId.LOGICAL_DATE) == null;
    return isTaken(lockName(jobName, identifying))
        || (plain && isTaken(PlainRuns.insideName(jobName)));
  }

  private boolean isTaken(String name) {
    return new RunLock(session, statements, name).isTaken();
  }

  /** Of a plain run the project in its schema, of a job's run also its date and parameters. */
  static String lockName(String jobName, SortedMap<String, String> identifying) {
    String date = identifying.get("logical_date");
    if (date == null) {
      return jobName;
    }
    StringBuilder name = new StringBuilder(jobName).append('#').append(date);
    identifying.forEach(
        (key, value) -> {
          if (key.startsWith("param.")) {
            name.append('&').append(key.substring("param.".length())).append('=').append(value);
          }
        });
    return name.toString();
  }
}
