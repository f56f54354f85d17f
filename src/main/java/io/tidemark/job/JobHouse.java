package io.tidemark.job;

import io.tidemark.batch.JobRepositories;
import io.tidemark.batch.JobRunId;
import io.tidemark.batch.KnownJobRun;
import io.tidemark.batch.OpenRepository;
import io.tidemark.batch.PlainRuns;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.RunLock;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunTarget;
import io.tidemark.load.book.Bookkeeping;
import io.tidemark.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The right to run jobs of a project on a target beside others who do so too; a plain run of the
 * project is kept out meanwhile. Thread-safe.
 */
public final class JobHouse implements AutoCloseable {

  private final RunTarget target;
  private final String site;
  private final OpenRepository repository;
  private final Session lockSession;
  private final Clock clock;

  private JobHouse(
      RunTarget target, String site, OpenRepository repository, Session lockSession, Clock clock) {
    this.target = target;
    this.site = site;
    this.repository = repository;
    this.lockSession = lockSession;
    this.clock = clock;
  }

  /**
   * Makes what is missing in the target and takes the right.
   *
   * @param site the project in the schema that it builds
   * @param patience how long to wait for a plain run; zero: not at all
   * @param listener hears of waiting
   * @throws RunLockedException if a plain run works on the target
   */
  public static JobHouse open(
      RunTarget target, String site, Duration patience, RunListener listener, Clock clock) {
    Session session = target.repositorySession();
    try {
      JobRepositories repositories = new JobRepositories(target.statements(), target.schema());
      repositories.ensure(session);
      try (Session models = target.session()) {
        new Bookkeeping(target.statements(), target.schema()).ensure(models);
      }
      RunLock lock = new RunLock(session, target.statements(), PlainRuns.lockName(site));
      if (!lock.tryShare()) {
        String holder = lock.holder().orElse("a run that has just ended");
        if (patience.isZero()) {
          throw new RunLockedException(site, holder);
        }
        listener.waitingFor(holder);
        if (!lock.share(patience)) {
          throw new RunLockedException(site, lock.holder().orElse(holder));
        }
      }
      OpenRepository repository = repositories.open(target.repositoryDatabase().dataSource());
      return new JobHouse(target, site, repository, session, clock);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * The runs of a job that the repository knows, without any lock; by their logical dates.
   *
   * @param site the project in the schema that it builds
   */
  public static List<KnownJobRun> known(RunTarget target, String site, String job) {
    try (Session session = target.repositorySession()) {
      if (!new JobRepositories(target.statements(), target.schema()).isThere(session)) {
        return List.of();
      }
      return KnownJobRun.of(
          JobRunId.jobName(site, job), session, target.statements(), target.schema());
    }
  }

  /** A run, if the repository knows it. */
  public Optional<KnownJobRun> known(JobRunId id) {
    return known(target, site, id.job()).stream()
        .filter(run -> run.logicalDate().equals(id.logicalDate()) && run.hasParamsOf(id))
        .findFirst();
  }

  /**
   * Takes the locks of a run: its own, and one of the slots that the job has.
   *
   * @param slots {@code max_active_runs}
   * @param patience how long to wait for each; zero: not at all
   * @param listener hears of waiting, and of what has died
   * @throws RunLockedException if another process has them
   */
  public JobRun take(JobRunId id, int slots, Duration patience, RunListener listener) {
    return JobRun.take(id, slots, patience, listener, target, repository, clock);
  }

  /** Where it is. */
  public RunTarget target() {
    return target;
  }

  @Override
  public void close() {
    lockSession.close();
  }
}
