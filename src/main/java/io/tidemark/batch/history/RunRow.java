package io.tidemark.batch.history;

import io.tidemark.batch.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A run: a job instance with all its launches.
 *
 * @param instanceId its job instance
 * @param jobName its job's name in the repository: {@code project@schema}, and of a job file {@code
 *     project@schema:job}
 * @param parameters what it was launched with, without the kept arguments
 * @param identifying those of them that tell it from others
 * @param arguments what the launching command had been asked for
 * @param launches the first one first; at least one
 * @param counts how many of its steps stand where
 * @param message what Spring Batch has noted at the run itself; may be empty
 */
public record RunRow(
    long instanceId,
    String jobName,
    Map<String, String> parameters,
    SortedMap<String, String> identifying,
    Map<String, String> arguments,
    List<Launched> launches,
    Map<StepState, Long> counts,
    String message) {

  /** Copies the collections. */
  public RunRow {
    parameters = Map.copyOf(parameters);
    identifying = Collections.unmodifiableSortedMap(identifying);
    arguments = Map.copyOf(arguments);
    launches = List.copyOf(launches);
    counts = Map.copyOf(counts);
  }

  /** Its number: its last launch's, by which all commands take it. */
  public long id() {
    return last().executionId();
  }

  /** The launch that says where it stands. */
  public Launched last() {
    return launches.get(launches.size() - 1);
  }

  /** Where it stands. */
  public RunState state() {
    return last().state();
  }

  /** The job file's job, or null for a plain run. */
  public @Nullable String job() {
    String kept = parameters.get("job");
    if (kept != null) {
      return kept;
    }
    int colon = jobName.indexOf(':');
    return colon < 0 ? null : jobName.substring(colon + 1);
  }

  /** The project in the schema that it builds. */
  public String site() {
    int colon = jobName.indexOf(':');
    return colon < 0 ? jobName : jobName.substring(0, colon);
  }

  /** What was launched, for people: the job, or the command of a plain run. */
  public String what() {
    String job = job();
    return job == null ? arguments.getOrDefault("which", "run") : job;
  }

  /** The interval that it is about, or null for a plain run. */
  public @Nullable String logicalDate() {
    return parameters.get("logical_date");
  }

  /** When it was first launched. */
  public Instant start() {
    return launches.get(0).start();
  }

  /** How long its launches have taken, together. */
  public Duration duration(Instant now) {
    return launches.stream().map(one -> one.duration(now)).reduce(Duration.ZERO, Duration::plus);
  }

  /** How many of its steps stand there. */
  public long count(StepState word) {
    return counts.getOrDefault(word, 0L);
  }
}
