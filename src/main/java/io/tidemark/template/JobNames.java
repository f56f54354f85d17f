package io.tidemark.template;

import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that templates know in a job's run alone. They are Airflow's. */
public final class JobNames {

  /** All of them. */
  public static final List<String> ALL =
      List.of(
          "ds",
          "ds_nodash",
          "ts",
          "ts_nodash",
          "logical_date",
          "data_interval_start",
          "data_interval_end",
          "prev_data_interval_end_success",
          "run_id",
          "job",
          "task",
          "params",
          "try_number");

  private JobNames() {}

  /**
   * Adds them as names that are not defined: whoever prints one is told how to get it, where any
   * other name would print as nothing.
   */
  static void addTo(Map<String, @Nullable Object> names) {
    for (String name : ALL) {
      names.putIfAbsent(
          name,
          new Undefined(
              "'%s' is known in a job's run only: tidemark run --job NAME --date 2026-11-21"
                  .formatted(name),
              null,
              UndefinedMode.STRICT,
              List::of));
    }
  }
}
