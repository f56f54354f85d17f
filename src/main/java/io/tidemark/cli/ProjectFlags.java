package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.project.ProjectDirectory;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.profile.ProfilesLocation;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code flags:} of {@code dbt_project.yml}: what options are where neither the command line
 * nor the environment says anything. They are needed before the command line is read, so the file
 * is looked for by hand; whatever is wrong with it is told later, by the command.
 *
 * @param values the flags as they are written, by their names in lower case
 * @param ofProfiles whether they stand in {@code profiles.yml}, where dbt once had them
 */
record ProjectFlags(Map<String, @Nullable Object> values, boolean ofProfiles) {

  /** The options that dbt lets a project set. */
  private static final Set<String> OPTIONS =
      Set.of(
          "--cache-selected-only",
          "--debug",
          "--fail-fast",
          "--indirect-selection",
          "--log-format",
          "--log-format-file",
          "--log-level",
          "--log-level-file",
          "--partial-parse",
          "--populate-cache",
          "--printer-width",
          "--send-anonymous-usage-stats",
          "--static-parser",
          "--use-colors",
          "--use-colors-file",
          "--use-experimental-parser",
          "--version-check",
          "--warn-error",
          "--warn-error-options",
          "--write-json");

  /** No flags. */
  static final ProjectFlags NONE = new ProjectFlags(Map.of(), false);

  /** The flags of the project that a command line is about. */
  static ProjectFlags of(Surroundings surroundings, List<String> arguments) {
    return of(
        surroundings,
        directory(surroundings, arguments, "--project-dir"),
        directory(surroundings, arguments, "--profiles-dir"));
  }

  /**
   * The flags of the project in a directory, or in the one that is worked in.
   *
   * @param profiles where {@code profiles.yml} is; null where it is looked for
   */
  static ProjectFlags of(Surroundings surroundings, @Nullable Path asked, @Nullable Path profiles) {
    try {
      Path root = ProjectDirectory.find(asked, surroundings.directory());
      YamlNode flags = ProjectYaml.read(root).mapping().get("flags");
      if (flags instanceof YamlMapping own) {
        return new ProjectFlags(values(own), false);
      }
      YamlMapping old =
          new ProfilesLocation(
                  profiles == null ? null : surroundings.directory().resolve(profiles),
                  root,
                  surroundings.directory(),
                  surroundings.home())
              .read()
              .oldFlags();
      return old == null || flags != null ? NONE : new ProjectFlags(values(old), true);
    } catch (ProjectException toldByTheCommand) {
      return NONE;
    }
  }

  private static Map<String, @Nullable Object> values(YamlMapping flags) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    flags
        .value()
        .forEach((name, value) -> values.put(String.valueOf(name).toLowerCase(Locale.ROOT), value));
    return values;
  }

  /** What an option is set to; null where it is not. */
  @Nullable String value(String option) {
    Object value =
        OPTIONS.contains(option) ? values.get(option.substring(2).replace('-', '_')) : null;
    if (value == null) {
      return null;
    }
    // One of the two is enough, and they may not both be given.
    if (option.equals("--warn-error") && values.get("warn_error_options") != null) {
      return null;
    }
    try {
      return value instanceof Map<?, ?> || value instanceof List<?>
          ? new ObjectMapper().writeValueAsString(value)
          : value.toString();
    } catch (JsonProcessingException notOurs) {
      return value.toString();
    }
  }

  private static @Nullable Path directory(
      Surroundings surroundings, List<String> arguments, String option) {
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).startsWith(option + "=")) {
        return Path.of(arguments.get(i).substring(option.length() + 1));
      }
      if (arguments.get(i).equals(option) && i + 1 < arguments.size()) {
        return Path.of(arguments.get(i + 1));
      }
    }
    String variable = DbtEnvironment.variable(option);
    Map<String, String> environment = surroundings.environment();
    String set =
        environment.getOrDefault(
            variable.replaceFirst("DBT_", EngineVariables.PREFIX),
            environment.getOrDefault(variable, ""));
    return set.isEmpty() ? null : Path.of(set);
  }
}
