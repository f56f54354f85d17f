package io.tidemark.job;

import io.tidemark.batch.StepState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/**
 * How the steps of a run stand after all launches so far: of each name that with the greatest id.
 * Their times say nothing, as they are those of several machines' clocks. Immutable.
 */
final class EarlierSteps {

  private final Map<String, StepExecution> last;

  private EarlierSteps(Map<String, StepExecution> last) {
    this.last = Map.copyOf(last);
  }

  /** Those of a run's launches. */
  static EarlierSteps of(List<JobExecution> launches) {
    Map<String, StepExecution> last = new HashMap<>();
    for (JobExecution launch : launches) {
      for (StepExecution step : launch.getStepExecutions()) {
        last.merge(
            step.getStepName(), step, (one, other) -> one.getId() > other.getId() ? one : other);
      }
    }
    return new EarlierSteps(last);
  }

  /** The names of all. */
  Set<String> names() {
    return last.keySet();
  }

  /** How a step stands; null if it was never recorded. */
  @Nullable StepState state(String name) {
    StepExecution step = last.get(name);
    return step == null ? null : StepState.of(step);
  }

  /** What its context says of it; empty if nothing. */
  String text(String name, String key) {
    StepExecution step = last.get(name);
    return step == null ? "" : step.getExecutionContext().getString(key, "");
  }

  /** How often it was tried. */
  int tries(String name) {
    StepExecution step = last.get(name);
    return step == null ? 0 : step.getExecutionContext().getInt("try_number", 0);
  }

  /** Whether its rule and its condition had let it begin, and nobody has cleared it since. */
  boolean begun(String name) {
    return Boolean.parseBoolean(text(name, "begun")) && state(name) != StepState.CLEARED;
  }

  /** Whether it is done for good: no launch runs it again. */
  boolean done(String name) {
    StepState state = state(name);
    return state == StepState.SUCCESS
        || (state == StepState.SKIPPED && !text(name, "skip_by").equals("trigger_rule"));
  }
}
