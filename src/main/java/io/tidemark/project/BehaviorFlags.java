package io.tidemark.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The flags by which a project chooses between an old and a new behaviour of dbt, with what holds
 * where they aren't set, as in dbt 1.11. They have no option of the command line.
 */
public final class BehaviorFlags {

  private static final Map<String, Boolean> DEFAULTS =
      Map.ofEntries(
          Map.entry("require_all_warnings_handled_by_warn_error", false),
          Map.entry("require_batched_execution_for_custom_microbatch_strategy", false),
          Map.entry("require_explicit_package_overrides_for_builtin_materializations", true),
          Map.entry("require_generic_test_arguments_property", true),
          Map.entry("require_nested_cumulative_type_params", false),
          Map.entry("require_ref_searches_node_package_before_root", false),
          Map.entry("require_resource_names_without_spaces", true),
          Map.entry("require_unique_project_resource_names", false),
          Map.entry("require_yaml_configuration_for_mf_time_spines", false),
          Map.entry("skip_nodes_if_on_run_start_fails", false),
          Map.entry("source_freshness_run_project_hooks", true),
          Map.entry("state_modified_compare_more_unrendered_values", false),
          Map.entry("state_modified_compare_vars", false),
          Map.entry("validate_macro_args", false));

  private BehaviorFlags() {}

  /** What holds where a flag isn't set; false for a name that is none. */
  static boolean byDefault(String name) {
    return DEFAULTS.getOrDefault(name, false);
  }

  /** All of them by name, as a project has them. */
  public static Map<String, Boolean> of(ProjectFile file) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    DEFAULTS.keySet().stream().sorted().forEach(name -> flags.put(name, file.flag(name)));
    return Collections.unmodifiableMap(flags);
  }
}
