package io.tidemark.cli;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How runs of a job are launched.
 *
 * @param params what {@code --param} says
 * @param runType {@code scheduled}, {@code manual} or {@code backfill}; null for what the job is
 * @param maxActiveRuns how many intervals at once; null for what the job says
 * @param patience how long to wait for another process; zero: not at all
 * @param skipIfRunning whether meeting another process is no failure
 */
record JobLaunchOptions(
    Map<String, String> params,
    @Nullable String runType,
    @Nullable Integer maxActiveRuns,
    Duration patience,
    boolean skipIfRunning) {

  JobLaunchOptions {
    params = Map.copyOf(params);
  }
}
