package io.tidemark.job;

import io.tidemark.batch.StepState;
import io.tidemark.batch.StopSignal;
import io.tidemark.schedule.Callback;
import io.tidemark.schedule.Callbacks;
import io.tidemark.schedule.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells those who want to know how tasks and the job end. Nobody's failure to listen is theirs. */
final class Told {

  private final JobPlan plan;
  private final JobListener listener;
  private final CallbackProgram program;

  Told(JobPlan plan, StopSignal stop, JobListener listener) {
    this.plan = plan;
    this.listener = listener;
    this.program =
        new CallbackProgram(plan.project(), stop, line -> listener.note("callback | " + line));
  }

  /** Who is told of a state; null if nobody is. */
  static @Nullable Callback callback(Callbacks callbacks, StepState state) {
    return switch (state) {
      case SUCCESS -> callbacks.onSuccess();
      case FAILED -> callbacks.onFailure();
      default -> null;
    };
  }

  /** A task has ended. */
  void of(Task task, int tryNumber, StepState state, String message) {
    Callback callback = callback(task.policy().callbacks(), state);
    if (callback != null) {
      String key = state == StepState.SUCCESS ? "on_success" : "on_failure";
      tell(callback, key + " of the task " + task.id(), task, tryNumber, state, message);
    }
  }

  /** A task will be tried again. */
  void ofRetry(Task task, int tryNumber, String message) {
    Callback callback = task.policy().callbacks().onRetry();
    if (callback != null) {
      String what = "on_retry of the task " + task.id();
      tell(callback, what, task, tryNumber, StepState.UP_FOR_RETRY, message);
    }
  }

  /** The run ends. */
  void ofJob(StepState state, String message) {
    Callback callback = callback(plan.job().callbacks(), state);
    if (callback != null) {
      String key = state == StepState.SUCCESS ? "on_success" : "on_failure";
      tell(callback, key + " of the job", null, 0, state, message);
    }
  }

  private void tell(
      Callback callback,
      String what,
      @Nullable Task task,
      int tryNumber,
      StepState state,
      String message) {
    Map<String, @Nullable Object> names =
        task == null ? Map.of() : JobValues.ofTask(task.id(), tryNumber);
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("job", plan.job().name());
    facts.put("run_id", plan.runId());
    facts.put("logical_date", plan.interval().logicalDate().toString());
    facts.put("data_interval_start", plan.interval().start().toString());
    facts.put("data_interval_end", plan.interval().end().toString());
    if (task != null) {
      facts.put("task", task.id());
      facts.put("try_number", tryNumber);
    }
    facts.put("state", state.airflowName());
    facts.put("exception", state == StepState.SUCCESS ? null : message);
    try {
      program.run(callback, names, facts);
    } catch (RuntimeException e) {
      listener.warning("The callback %s has failed: %s".formatted(what, Text.of(e)));
    }
  }
}
