package io.tidemark.cli;

import io.tidemark.batch.KnownJobRun;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Intervals;
import io.tidemark.schedule.Job;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which intervals a launch of a job is about. */
final class JobIntervals {

  private final Job job;
  private final Instant now;

  JobIntervals(Job job, Instant now) {
    this.job = job;
    // What PostgreSQL and people can write; also of a job without a schedule, whose date is now.
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The one that a date names.
   *
   * @throws ProjectException if it names none, or one that is not over yet
   */
  DataInterval named(String date) {
    DataInterval interval = new Intervals(job).named(date);
    if (job.schedule() != null && interval.end().isAfter(now)) {
      throw new ProjectException(
          Problem.of(
                  "The data interval of %s that begins %s is not over yet"
                      .formatted(job.name(), date))
              .at(job.place())
              .found("It ends " + interval.end().atZone(job.timezone()).toOffsetDateTime() + ".")
              .next("Launch it then."));
    }
    return interval;
  }

  /**
   * Those that a launch without a date is about, oldest first: the last one that is over; with
   * {@code catchup} all since the last success, and before it those that were begun and have not
   * succeeded.
   *
   * @param known the job's runs with the same params
   */
  List<DataInterval> missing(List<KnownJobRun> known) {
    Intervals intervals = new Intervals(job);
    Instant start = job.startDate();
    if (!job.catchup() || start == null) {
      return intervals.lastComplete(now).stream().toList();
    }
    Map<Instant, KnownJobRun> byDate = new HashMap<>();
    known.forEach(run -> byDate.put(run.logicalDate(), run));
    Instant lastSuccess =
        known.stream()
            .filter(KnownJobRun::complete)
            .map(KnownJobRun::logicalDate)
            .max(Comparator.naturalOrder())
            .orElse(null);
    List<DataInterval> missing = new ArrayList<>();
    intervals
        .complete(start, null, now)
        .filter(interval -> isMissing(interval, byDate.get(interval.start()), lastSuccess))
        .forEach(missing::add);
    if (missing.isEmpty()) {
      return intervals.lastComplete(now).stream().toList();
    }
    return missing;
  }

  private static boolean isMissing(
      DataInterval interval, @Nullable KnownJobRun run, @Nullable Instant lastSuccess) {
    if (run != null) {
      return !run.complete() && !run.abandoned();
    }
    return lastSuccess == null || interval.start().isAfter(Objects.requireNonNull(lastSuccess));
  }
}
