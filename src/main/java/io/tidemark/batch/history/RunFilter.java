package io.tidemark.batch.history;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for.
 *
 * @param site those of a project in a schema, with its jobs'; null for all
 * @param jobName those of one job, by its name in the repository; or null
 * @param logicalDate those of one data interval, by its start; or null
 * @param states those that stand there; empty for all
 * @param limit how many at most, the last ones
 */
public record RunFilter(
    @Nullable String site,
    @Nullable String jobName,
    @Nullable Instant logicalDate,
    Set<RunState> states,
    int limit) {

  /** Copies the set. */
  public RunFilter {
    states = Set.copyOf(states);
  }
}
