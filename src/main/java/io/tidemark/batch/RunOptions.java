package io.tidemark.batch;

import io.tidemark.materialization.EventTimes;
import java.util.Map;

/**
 * How a run is to be done.
 *
 * @param invocationId identifies the run; a UUID
 * @param policy how the DAG is worked off
 * @param fullRefresh true if everything is built anew
 * @param eventTimes the times that microbatch models are about
 * @param warningsFail true if a test that warns is one that fails
 * @param arguments what a restart has to know to do the same again; kept in the job repository, so
 *     never a secret
 */
public record RunOptions(
    String invocationId,
    SchedulingPolicy policy,
    boolean fullRefresh,
    EventTimes eventTimes,
    boolean warningsFail,
    Map<String, String> arguments) {

  /** Copies the map. */
  public RunOptions {
    arguments = Map.copyOf(arguments);
  }

  /** The same with everything built anew. */
  public RunOptions anew() {
    return new RunOptions(invocationId, policy, true, eventTimes, warningsFail, arguments);
  }
}
