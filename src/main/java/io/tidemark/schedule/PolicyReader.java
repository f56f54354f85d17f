package io.tidemark.schedule;

import io.tidemark.project.yaml.YamlMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a task behaves: from the task itself, else from {@code defaults}, else Airflow's. */
final class PolicyReader {

  /** The keys that may stand in a task and in {@code defaults}. */
  static final List<String> KEYS = keys();

  /** Airflow's default. */
  private static final Duration RETRY_DELAY = Duration.ofMinutes(5);

  private static final TaskPolicy AIRFLOWS =
      new TaskPolicy(
          TriggerRule.ALL_SUCCESS,
          null,
          new Retries(0, RETRY_DELAY, false, null),
          null,
          false,
          null,
          1,
          Callbacks.NONE);

  private PolicyReader() {}

  /** The defaults of a job's tasks. */
  static TaskPolicy defaults(JobFields job) {
    YamlMapping mapping = job.plain().mapping("defaults");
    if (mapping == null) {
      return AIRFLOWS;
    }
    JobFields fields = new JobFields(mapping, job.problems());
    fields.plain().rejectUnknown(KEYS);
    return read(fields, AIRFLOWS);
  }

  /** What a task says, and of the defaults what it does not say. */
  static TaskPolicy read(JobFields fields, TaskPolicy defaults) {
    Duration timeout = fields.duration("execution_timeout");
    if (timeout != null && timeout.isZero()) {
      fields.wrong(
          "execution_timeout",
          "\"execution_timeout\" leaves no time for anything",
          Durations.ALLOWED + "; without it there is no limit");
    }
    return new TaskPolicy(
        fields.one("trigger_rule", TriggerRule::named, TriggerRule.names(), defaults.triggerRule()),
        or(fields.plain().text("when"), defaults.when()),
        retries(fields, defaults.retries()),
        timeout == null ? defaults.executionTimeout() : timeout,
        fields.bool("depends_on_past", defaults.dependsOnPast()),
        or(fields.plain().text("pool"), defaults.pool()),
        fields.integer("priority_weight", 0, defaults.priorityWeight()),
        CallbackReader.read(fields).or(defaults.callbacks()));
  }

  private static Retries retries(JobFields fields, Retries defaults) {
    Duration longest = fields.duration("max_retry_delay");
    return new Retries(
        fields.integer("retries", 0, defaults.count()),
        fields.duration("retry_delay", defaults.delay()),
        fields.bool("retry_exponential_backoff", defaults.exponential()),
        longest == null ? defaults.maxDelay() : longest);
  }

  private static @Nullable String or(@Nullable String own, @Nullable String otherwise) {
    return own == null ? otherwise : own;
  }

  private static List<String> keys() {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "trigger_rule",
                "when",
                "retries",
                "retry_delay",
                "retry_exponential_backoff",
                "max_retry_delay",
                "execution_timeout",
                "depends_on_past",
                "pool",
                "priority_weight"));
    keys.addAll(CallbackReader.KEYS);
    return List.copyOf(keys);
  }
}
