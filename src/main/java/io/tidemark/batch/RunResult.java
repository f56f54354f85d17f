package io.tidemark.batch;

import java.time.Instant;
import java.util.List;

/**
 * How a run ended.
 *
 * @param executionId the job execution's id in the job repository
 * @param startedAt when the first node could begin
 * @param endedAt when the last one was done
 * @param results one a node, in the order in which they ended; without the nodes that an earlier
 *     execution had completed
 * @param stopped true if a signal ended it
 */
public record RunResult(
    long executionId,
    Instant startedAt,
    Instant endedAt,
    List<NodeResult> results,
    List<HookResult> hooks,
    boolean stopped) {

  /** Copies the lists. */
  public RunResult {
    results = List.copyOf(results);
    hooks = List.copyOf(hooks);
  }

  /** How many nodes ended so. */
  public long count(RunStatus status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  /** True if a hook's template failed, which in dbt is an error of the whole run. */
  public boolean hookTemplateFailed() {
    return hooks.stream().anyMatch(HookResult::templateFailed);
  }

  /** True if every node and every hook did what it had to. */
  public boolean successful() {
    return !stopped
        && results.stream().allMatch(result -> result.status().well())
        && hooks.stream().allMatch(hook -> hook.status() == RunStatus.SUCCESS);
  }
}
