package io.tidemark.cli;

import io.tidemark.project.problem.WarningKind;
import io.tidemark.report.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a command line and its environment use that dbt will give up.
 *
 * @param kind what dbt calls it
 * @param text what is told
 * @param data more of it, for machines, by dbt's names
 */
record UsedDeprecations(WarningKind kind, String text, Map<String, String> data) {

  /** All that a command uses, in a fixed order. */
  static List<UsedDeprecations> of(ProjectCommand command) {
    List<UsedDeprecations> used = new ArrayList<>();
    ofWarningOptions(command, used);
    ofProfile(command, used);
    ofEnvironment(command, used);
    ofSelection(command, used);
    return used;
  }

  /** Tells it. */
  void tell(Console console) {
    console.deprecated(kind, text, data);
  }

  private static void ofWarningOptions(ProjectCommand command, List<UsedDeprecations> used) {
    List<String> old = command.options().warnings.oldKeys();
    if (!old.isEmpty()) {
      StringBuilder text =
          new StringBuilder(
              "Found `%s` in `warn_error_options` specification."
                  .formatted(String.join("` and `", old)));
      if (old.contains("include")) {
        text.append(" Please use `error` instead of `include`.");
      }
      if (old.contains("exclude")) {
        text.append(" Please use `warn` instead of `exclude`.");
      }
      add(used, WarningKind.WEO_INCLUDE_EXCLUDE, text.toString(), Map.of());
    }
  }

  private static void ofProfile(ProjectCommand command, List<UsedDeprecations> used) {
    GlobalOptions options = command.options();
    if (ProjectFlags.of(command.surroundings(), options.projectDir, options.profilesDir)
        .ofProfiles()) {
      add(
          used,
          WarningKind.PROJECT_FLAGS_MOVED,
          "User config should be moved from the 'config' key in profiles.yml to the 'flags' key in"
              + " dbt_project.yml.",
          Map.of());
    }
  }

  private static void ofEnvironment(ProjectCommand command, List<UsedDeprecations> used) {
    EngineVariables variables = new EngineVariables(command.surroundings().environment());
    new TreeMap<>(variables.renamed())
        .forEach(
            (old, now) ->
                add(
                    used,
                    WarningKind.ENVIRONMENT_VARIABLE_RENAMED,
                    "The environment variable `%s` has been renamed as `%s`.\n  Set `%s` and unset `%s`: as long as that is set, its value is used."
                        .formatted(old, now, now, old),
                    Map.of("old_name", old, "new_name", now)));
    for (String name : variables.unknown(command.spec)) {
      add(
          used,
          WarningKind.ENVIRONMENT_VARIABLE_NAMESPACE,
          "Found custom environment variable `%s` in the environment. The prefix `%s` is reserved for dbt engine environment variables.\n  Rename it: one of dbt's own may get that name."
              .formatted(name, EngineVariables.PREFIX),
          Map.of("env_var", name, "reserved_prefix", EngineVariables.PREFIX));
    }
  }

  private static void ofSelection(ProjectCommand command, List<UsedDeprecations> used) {
    if (command.selectsByModels()) {
      add(
          used,
          WarningKind.MODEL_PARAM_USAGE,
          "Usage of `--models`, `--model`, and `-m` is deprecated in favor of `--select` or `-s`.",
          Map.of());
    }
  }

  private static void add(
      List<UsedDeprecations> used, WarningKind kind, String text, Map<String, String> data) {
    used.add(new UsedDeprecations(kind, text, data));
  }
}
