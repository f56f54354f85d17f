package io.tidemark.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The {@code DBT_…} environment variables, and then the {@code flags:} of the project, as defaults
 * of the options: {@code --full-refresh} is {@code DBT_FULL_REFRESH}, or {@code
 * DBT_ENGINE_FULL_REFRESH}. As in dbt, an option that is given wins.
 */
final class DbtEnvironment implements IDefaultValueProvider {

  /** Options that dbt has no variable for: another program may use that name for something else. */
  private static final Set<String> WITHOUT =
      Set.of(
          "--select",
          "--exclude",
          "--selector",
          "--args",
          "--vars",
          "--threads",
          "--inline",
          "--inline-direct",
          "--output",
          "--output-keys",
          "--limit",
          "--host",
          "--port",
          "--browser",
          "--lock",
          "--source",
          "--upgrade",
          "--add-package",
          "--static",
          "--compile",
          "--empty-catalog",
          "--show",
          "--connection",
          "--config-dir",
          "--record-timing-info",
          "--show-all-deprecations",
          "--help",
          "--version");

  /** Variables of earlier dbts, by the option that they have become. */
  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "--defer", "DBT_DEFER_TO_STATE",
          "--favor-state", "DBT_FAVOR_STATE_MODE",
          "--state", "DBT_ARTIFACT_STATE_PATH");

  private static final Set<String> SEVERAL = Set.of("--resource-type", "--exclude-resource-type");

  private final Map<String, String> environment;
  private final ProjectFlags projectFlags;

  DbtEnvironment(Map<String, String> environment, ProjectFlags projectFlags) {
    this.environment = environment;
    this.projectFlags = projectFlags;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = name(option);
    if (WITHOUT.contains(name)) {
      return null;
    }
    String value = written(name);
    if (value == null || value.isEmpty()) {
      value = projectFlags.value(name);
    }
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (option.type() == boolean.class || option.type() == Boolean.class) {
      return truth(value);
    }
    return value;
  }

  /** The option's long name that dbt's variable has; the first, of several. */
  static String name(OptionSpec option) {
    for (String name : option.names()) {
      if (name.startsWith("--")) {
        return name;
      }
    }
    return option.longestName();
  }

  private @Nullable String written(String name) {
    String old = OLD_NAMES.get(name);
    if (old != null && !environment.getOrDefault(old, "").isEmpty()) {
      return environment.get(old);
    }
    String notPrinted = environment.getOrDefault("DBT_NO_PRINT", "");
    if (name.equals("--print") && !notPrinted.isEmpty()) {
      return truth(notPrinted).equals("true") ? "false" : "true";
    }
    String variable = variable(name) + (SEVERAL.contains(name) ? "S" : "");
    String preferred = environment.get(variable.replaceFirst("DBT_", "DBT_ENGINE_"));
    return preferred == null || preferred.isEmpty() ? environment.get(variable) : preferred;
  }

  /** {@code DBT_FULL_REFRESH} for {@code --full-refresh}. */
  static String variable(String option) {
    return "DBT_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** A truth as dbt writes it; what is none is left as it is, so that it is told. */
  private static String truth(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "true", "t", "yes", "y", "on" -> "true";
      case "0", "false", "f", "no", "n", "off" -> "false";
      default -> value;
    };
  }
}
