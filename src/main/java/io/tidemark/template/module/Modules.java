package io.tidemark.template.module;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** {@code modules}: those of Python's modules that dbt lets templates use. */
public final class Modules {

  private static final String ITERTOOLS = "itertools";

  private Modules() {}

  /**
   * The modules by name.
   *
   * @param clock tells what {@code now()} is
   */
  public static Map<String, Object> all(Clock clock) {
    return Map.of(
        "datetime",
        DatetimeModule.module(clock),
        "pytz",
        PytzModule.module(),
        "re",
        RegexModule.module(),
        ITERTOOLS,
        ItertoolsModule.module());
  }

  /**
   * The same modules.
   *
   * @param all what {@link #all} gave
   * @param itertoolsUsed is called whenever a template takes something from itertools, which dbt is
   *     about to give up; by several threads
   */
  public static Map<String, Object> watched(Map<String, Object> all, Runnable itertoolsUsed) {
    Map<String, Object> watched = new HashMap<>(all);
    watched.computeIfPresent(
        ITERTOOLS,
        (name, module) ->
            module instanceof PythonModule one ? new ToldModule(one, itertoolsUsed) : module);
    return watched;
  }
}
