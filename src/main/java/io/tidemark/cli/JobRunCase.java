package io.tidemark.cli;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.KnownJobRun;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One run of a job that is to be launched.
 *
 * @param params the params that it has as far as the command line and the file say
 * @param id tells it from all others
 * @param prefix at the beginning of its lines, where others run beside it; else empty
 */
record JobRunCase(Job job, DataInterval interval, JobParams params, JobRunId id, String prefix) {

  static JobRunCase of(
      Job job, DataInterval interval, JobParams params, String site, String prefix) {
    JobRunId id = new JobRunId(site, job.name(), interval.logicalDate(), params.identifying());
    return new JobRunCase(job, interval, params, id, prefix);
  }

  /** {@code daily for 2026-11-20T03:00Z}. */
  String shown() {
    return job.name() + " for " + date();
  }

  /** Its logical date, in the job's time zone. */
  String date() {
    return interval.logicalDate().atZone(job.timezone()).toOffsetDateTime().toString();
  }

  /** Where its interval ends, in the job's time zone. */
  String end() {
    return interval.end().atZone(job.timezone()).toOffsetDateTime().toString();
  }

  /** The command that launches it again. */
  String command(String program) {
    String given =
        id.params().entrySet().stream()
            .map(param -> " --param " + param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining());
    return "%s run --job %s --date %s%s".formatted(program, job.name(), date(), given);
  }

  /** Whether it is complete, by what the repository knows of its job's runs. */
  boolean complete(List<KnownJobRun> known) {
    return known.stream()
        .anyMatch(
            run ->
                run.complete()
                    && run.logicalDate().equals(id.logicalDate())
                    && run.hasParamsOf(id));
  }
}
