package io.tidemark.schedule;

import io.tidemark.graph.Dag;
import io.tidemark.project.problem.Place;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file in {@code jobs/}: what Airflow calls a DAG. It never runs by itself. Immutable.
 *
 * @param schedule its data intervals; null for a job that is only ever asked for by its date
 * @param startDate before which there is no interval, or null
 * @param endDate after which no interval begins, or null
 * @param catchup whether a launch without a date also runs the intervals that are missing
 * @param maxActiveRuns how many intervals may run at once
 * @param intervalIsEventTime whether microbatch models take the interval as their window
 * @param tasks in the file's order
 * @param callbacks who is told of the whole job's end
 */
public record Job(
    String name,
    String description,
    @Nullable CronSchedule schedule,
    ZoneId timezone,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    boolean catchup,
    int maxActiveRuns,
    boolean intervalIsEventTime,
    List<String> tags,
    List<Param> params,
    List<Task> tasks,
    Callbacks callbacks,
    Place place) {

  /** Copies the lists. */
  public Job {
    tags = List.copyOf(tags);
    params = List.copyOf(params);
    tasks = List.copyOf(tasks);
  }

  /** The task of an id. */
  public Optional<Task> task(String id) {
    return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
  }

  /** The order of its tasks. */
  public Dag dag() {
    Map<String, List<String>> upstreams = new LinkedHashMap<>();
    tasks.forEach(task -> upstreams.put(task.id(), task.dependsOn()));
    return Dag.of(upstreams);
  }
}
