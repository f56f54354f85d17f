package io.tidemark.job;

import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What templates know of a job's run, by Airflow's names. Times are in the job's time zone, where
 * Airflow has UTC: there {@code ds} of a run at midnight in Zurich is the day before.
 */
public final class JobValues {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
  private static final DateTimeFormatter NO_DASH =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

  private JobValues() {}

  /**
   * Of the whole run.
   *
   * @param lastSuccessEnd the end of the last interval before that is complete; null if none is
   */
  public static Map<String, @Nullable Object> of(
      Job job,
      DataInterval interval,
      String runId,
      Map<String, @Nullable Object> params,
      @Nullable Instant lastSuccessEnd) {
    OffsetDateTime date = at(interval.logicalDate(), job);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("ds", date.toLocalDate().toString());
    values.put("ds_nodash", date.format(DateTimeFormatter.BASIC_ISO_DATE).substring(0, 8));
    values.put("ts", date.format(ISO));
    values.put("ts_nodash", date.format(NO_DASH));
    values.put("logical_date", date);
    values.put("data_interval_start", at(interval.start(), job));
    values.put("data_interval_end", at(interval.end(), job));
    values.put(
        "prev_data_interval_end_success", lastSuccessEnd == null ? null : at(lastSuccessEnd, job));
    values.put("run_id", runId);
    values.put("job", job.name());
    values.put("params", params);
    return values;
  }

  /** Of one of its tasks. */
  static Map<String, @Nullable Object> ofTask(String task, int tryNumber) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("task", task);
    values.put("try_number", tryNumber);
    return values;
  }

  /** {@code scheduled__2026-11-20T03:00:00+00:00}, as Airflow writes it. */
  public static String runId(String runType, Instant logicalDate) {
    return runType + "__" + logicalDate.atOffset(ZoneOffset.UTC).format(ISO);
  }

  private static OffsetDateTime at(Instant moment, Job job) {
    return moment.atZone(job.timezone()).toOffsetDateTime();
  }
}
