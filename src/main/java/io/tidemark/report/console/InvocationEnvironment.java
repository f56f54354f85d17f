package io.tidemark.report.console;

import java.util.Map;
import java.util.TreeMap;

/** What a person adds to logs and artifacts through the environment, by dbt's names. */
public final class InvocationEnvironment {

  /** The variables that are added begin so. */
  public static final String PREFIX = "DBT_ENV_CUSTOM_ENV_";

  private InvocationEnvironment() {}

  /** The values of {@code DBT_ENV_CUSTOM_ENV_…} by what follows the prefix, sorted. */
  public static Map<String, String> custom(Map<String, String> environment) {
    Map<String, String> custom = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            custom.put(name.substring(PREFIX.length()), value);
          }
        });
    return custom;
  }
}
