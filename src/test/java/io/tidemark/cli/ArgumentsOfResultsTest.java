package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * {@code args} of {@code run_results.json} are the ones that dbt 1.11 writes for the same command
 * line: its {@code retry} makes options of them, and fails for one that it doesn't know.
 */
class ArgumentsOfResultsTest {

  /** What every command says, whatever is asked for. */
  private static final String ALWAYS =
      """
      cache_selected_only: false, defer: false, favor_state: false, indirect_selection: "eager",
      introspect: true, log_file_max_bytes: 10485760, log_format: "default",
      log_format_file: "debug", log_level: "info", log_level_file: "debug",
      macro_debugging: false, partial_parse: true, partial_parse_file_diff: true,
      populate_cache: true, print: true, printer_width: 80, quiet: false,
      require_all_warnings_handled_by_warn_error: false,
      require_batched_execution_for_custom_microbatch_strategy: false,
      require_explicit_package_overrides_for_builtin_materializations: true,
      require_generic_test_arguments_property: true,
      require_nested_cumulative_type_params: false,
      require_ref_searches_node_package_before_root: false,
      require_resource_names_without_spaces: true,
      require_unique_project_resource_names: false,
      require_yaml_configuration_for_mf_time_spines: false, send_anonymous_usage_stats: true,
      show_all_deprecations: false, show_resource_report: false,
      skip_nodes_if_on_run_start_fails: true, source_freshness_run_project_hooks: true,
      state_modified_compare_more_unrendered_values: false, state_modified_compare_vars: false,
      static_parser: true, strict_mode: false, upload_to_artifacts_ingest_api: false,
      use_colors: true, use_colors_file: true, use_fast_test_edges: false,
      validate_macro_args: false, version_check: true,
      warn_error_options: {error: [], silence: [], warn: []}, write_json: true,
      """;

  private static final String SQLPARSE =
      "sqlparse: {MAX_GROUPING_DEPTH: null, MAX_GROUPING_TOKENS: null},";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  ArgumentsOfResultsTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .file(
                "dbt_project.yml",
                "{name: shop, profile: shop, flags: {skip_nodes_if_on_run_start_fails: true}}")
            .file("macros/m.sql", "{% macro m(a) %}{% endmacro %}")
            .model("one", "select 1 as id");
  }

  @Test
  void aRunSaysWhatItWasAskedFor() throws IOException {
    project.run("run", "-s", "one", "-f", "--threads", "2", "--vars", "{a: 1}").succeeded();
    said(
        "run",
        SQLPARSE
            + "empty: false, exclude: [], full_refresh: true, select: [one], threads: 2,"
            + "vars: {a: 1},");
  }

  @Test
  void eachCommandHasItsOwn() throws IOException {
    project.run("build").succeeded();
    said(
        "build",
        SQLPARSE
            + "empty: false, exclude: [], exclude_resource_types: [], resource_types: [],"
            + "export_saved_queries: false, include_saved_query: false, select: [], show: false,"
            + "vars: {},");
    project.run("test", "--store-failures").succeeded();
    said(
        "test",
        SQLPARSE
            + "exclude: [], exclude_resource_types: [], resource_types: [], select: [],"
            + "store_failures: true, vars: {},");
    project.run("run-operation", "m", "--args", "{a: b}").succeeded();
    said("run-operation", "macro: m, args: {a: b}, vars: {},");
  }

  @Test
  void anOperationKnowsWhatItWasCalledWith() {
    project.file(
        "macros/calls.sql",
        """
        {% macro calls(a=0) -%}
          {{ print(invocation_args_dict.macro ~ ' ' ~ invocation_args_dict.args) }}
        {%- endmacro %}
        """);

    // As dbt 1.11.14 has it.
    project
        .run("run-operation", "calls", "--args", "{a: [1]}")
        .succeeded()
        .says("calls {'a': [1]}");
  }

  /** What the results say, but where things are and how the command was written. */
  private void said(String command, String own) throws IOException {
    Path results = project.root().resolve("target/run_results.json");
    ObjectNode args = (ObjectNode) new ObjectMapper().readTree(results.toFile()).path("args");
    List<String> places =
        List.of("project_dir", "profiles_dir", "log_path", "invocation_command", "which");
    for (String place : places) {
      assertThat(args.path(place).asText()).as(place).isNotEmpty();
    }
    assertThat(args.path("which").asText()).isEqualTo(command);
    args.remove(places);
    assertThat(args).isEqualTo(yaml("{" + ALWAYS + own + "}"));
  }

  private static JsonNode yaml(String text) {
    Object value = new Yaml().load(text);
    return new ObjectMapper().valueToTree(value);
  }
}
