package io.tidemark.batch;

import java.util.Map;
import java.util.Optional;

/**
 * The job's run of which a process is a part: what commands of tasks and callbacks find in their
 * environment, and so a {@code tidemark} that they start.
 *
 * @param site the project in the schema that the job's run builds
 * @param lockName the lock that it holds
 */
public record InsideJob(String site, String lockName) {

  private static final String SITE = "TIDEMARK_JOB_SITE";
  private static final String RUN = "TIDEMARK_JOB_RUN";

  /** The part that commands of a run are. */
  public static InsideJob of(JobRunId run) {
    return new InsideJob(run.site(), run.lockName());
  }

  /** What an environment says; empty outside of jobs. */
  public static Optional<InsideJob> in(Map<String, String> environment) {
    String site = environment.get(SITE);
    String run = environment.get(RUN);
    return site == null || run == null ? Optional.empty() : Optional.of(new InsideJob(site, run));
  }

  /** As an environment says it. */
  public Map<String, String> variables() {
    return Map.of(SITE, site, RUN, lockName);
  }
}
