package io.tidemark.template.module;

import java.time.Clock;
import java.util.Map;

/** {@code modules}: those of Python's modules that dbt lets templates use. */
public final class Modules {

  private Modules() {}

  /**
   * The modules by name.
   *
   * @param clock tells what {@code now()} is
   */
  public static Map<String, Object> all(Clock clock) {
    return Map.of(
        "datetime", DatetimeModule.module(clock),
        "pytz", PytzModule.module(),
        "re", RegexModule.module(),
        "itertools", ItertoolsModule.module());
  }
}
