package io.tidemark.batch;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/**
 * A run of a job file that the job repository knows.
 *
 * @param instanceId the job instance's id
 * @param logicalDate the start of its data interval
 * @param intervalEnd the end of it; null where that is not known
 * @param executionId its last launch
 * @param status how that ended, if it has
 * @param exitCode as {@code COMPLETED} or {@code CLEARED}
 * @param params what identifies it beside the date: {@code param.region=EU}, joined by {@code &}
 */
public record KnownJobRun(
    long instanceId,
    Instant logicalDate,
    @Nullable Instant intervalEnd,
    long executionId,
    BatchStatus status,
    String exitCode,
    String params) {

  /** All runs of a job, by their logical dates. */
  public static List<KnownJobRun> of(
      String jobName, Session session, Statements statements, Identifier schema) {
    return session.query(
        statements.render("batch/job_runs", Map.of("schema", schema)),
        row -> {
          String end = row.getString(6);
          return new KnownJobRun(
              row.getLong(1),
              Instant.parse(row.getString(2)),
              end == null ? null : Instant.parse(end),
              row.getLong(3),
              BatchStatus.valueOf(row.getString(4)),
              row.getString(5),
              row.getString(7));
        },
        jobName);
  }

  /** Whether it is a run with these identifying params. */
  public boolean hasParamsOf(JobRunId id) {
    return params.equals(
        id.parameterValues().entrySet().stream()
            .map(param -> param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining("&")));
  }

  /** True once nothing of it is left to do. */
  public boolean complete() {
    return status == BatchStatus.COMPLETED;
  }

  /** True once somebody has given it up. */
  public boolean abandoned() {
    return status == BatchStatus.ABANDONED;
  }
}
