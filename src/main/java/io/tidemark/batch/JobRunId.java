package io.tidemark.batch;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What tells one run of a job file from all others. Immutable.
 *
 * @param site the project in the schema that it builds: {@code shop@analytics}
 * @param job the job's name
 * @param logicalDate the start of its data interval
 * @param params those of its params that say that they identify, as text
 */
public record JobRunId(
    String site, String job, Instant logicalDate, SortedMap<String, String> params) {

  /** The parameter that holds the logical date. */
  public static final String LOGICAL_DATE = "logical_date";

  private static final String PARAM = "param.";

  /** Copies the map. */
  public JobRunId {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /** The name of a job in the repository. */
  public static String jobName(String site, String job) {
    return Bounds.name(site + ":" + job);
  }

  /** The name of the job instance. */
  public String jobName() {
    return jobName(site, job);
  }

  /** What must not be executed twice at once. */
  public String lockName() {
    return jobName() + "#" + logicalDate + suffix();
  }

  /** The n-th of the slots that {@code max_active_runs} gives, from 0. */
  public String slotName(int slot) {
    return jobName() + "#slot-" + slot;
  }

  /** The parameters that identify the job instance. */
  public JobParameters parameters() {
    JobParametersBuilder parameters = new JobParametersBuilder();
    parameters.addString(LOGICAL_DATE, logicalDate.toString());
    parameterValues().forEach(parameters::addString);
    return parameters.toJobParameters();
  }

  /** The identifying params by the names of the parameters that hold them. */
  public Map<String, String> parameterValues() {
    Map<String, String> values = new TreeMap<>();
    params.forEach((name, value) -> values.put(Bounds.name(PARAM + name), value));
    return values;
  }

  private String suffix() {
    return params.entrySet().stream()
        .map(param -> "&" + param.getKey() + "=" + param.getValue())
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return job + " of " + logicalDate + suffix();
  }
}
