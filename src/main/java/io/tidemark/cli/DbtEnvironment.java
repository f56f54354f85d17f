package io.tidemark.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The {@code DBT_…} environment variables as defaults of the options: {@code --full-refresh} is
 * {@code DBT_FULL_REFRESH}. As in dbt, an option that is given wins.
 */
final class DbtEnvironment implements IDefaultValueProvider {

  private static final Set<String> OPTIONS =
      Set.of(
          "--project-dir",
          "--profiles-dir",
          "--profile",
          "--target",
          "--target-path",
          "--log-path",
          "--log-format",
          "--log-level",
          "--quiet",
          "--debug",
          "--use-colors",
          "--full-refresh",
          "--fail-fast",
          "--event-time-start",
          "--event-time-end",
          "--threads",
          "--vars",
          "--strict",
          "--lock-timeout");

  private final Map<String, String> environment;

  DbtEnvironment(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName();
    if (!OPTIONS.contains(name)) {
      return null;
    }
    String value = environment.get(variable(name));
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (option.type() == boolean.class || option.type() == Boolean.class) {
      return truth(value);
    }
    return name.equals("--log-level") ? value.toUpperCase(Locale.ROOT) : value;
  }

  static String variable(String option) {
    return "DBT_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static String truth(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "true", "t", "yes", "y", "on" -> "true";
      default -> "false";
    };
  }
}
