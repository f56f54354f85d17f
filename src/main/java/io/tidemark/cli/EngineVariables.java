package io.tidemark.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The environment variables that dbt keeps for itself: those that begin with {@code DBT_ENGINE_}.
 * The names are those of dbt-core 1.11 ({@code dbt/env_vars.py}).
 *
 * @param environment all that are set
 */
record EngineVariables(Map<String, String> environment) {

  /** What the names begin with. */
  static final String PREFIX = "DBT_ENGINE_";

  private static final Map<String, String> RENAMED =
      Map.of(
          "DBT_DEFER_TO_STATE", "DBT_ENGINE_DEFER",
          "DBT_FAVOR_STATE_MODE", "DBT_ENGINE_FAVOR_STATE",
          "DBT_NO_PRINT", "DBT_ENGINE_PRINT",
          "DBT_ARTIFACT_STATE_PATH", "DBT_ENGINE_STATE");

  private static final Set<String> KNOWN =
      Set.of(
          ("ARTIFACT_STATE_PATH CACHE_SELECTED_ONLY CLEAN_PROJECT_FILES_ONLY DEBUG DEFER"
                  + " DEFER_STATE DEFER_TO_STATE DOWNLOAD_DIR EMPTY EVENT_TIME_END EVENT_TIME_START"
                  + " EXCLUDE_RESOURCE_TYPES EXPORT_SAVED_QUERIES FAIL_FAST FAVOR_STATE"
                  + " FAVOR_STATE_MODE FULL_REFRESH HOST INCLUDE_SAVED_QUERY INDIRECT_SELECTION"
                  + " INTROSPECT INVOCATION_ENV LOG_CACHE_EVENTS LOG_FILE_MAX_BYTES LOG_FORMAT"
                  + " LOG_FORMAT_FILE LOG_LEVEL LOG_LEVEL_FILE LOG_PATH MACRO_DEBUGGING NO_PRINT"
                  + " PACKAGE_HUB_URL PARTIAL_PARSE PARTIAL_PARSE_FILE_DIFF"
                  + " PARTIAL_PARSE_FILE_PATH POPULATE_CACHE PP_FILE_DIFF_TEST PP_TEST PRINT"
                  + " PRINTER_WIDTH PROFILE PROFILES_DIR PROJECT_DIR QUIET RECORDED_FILE_PATH"
                  + " RESOURCE_TYPES SAMPLE SEND_ANONYMOUS_USAGE_STATS SHOW_RESOURCE_REPORT"
                  + " SINGLE_THREADED SQLPARSE STATE STATIC_PARSER STORE_FAILURES TARGET"
                  + " TARGET_PATH TEST_STATE_MODIFIED UPLOAD_TO_ARTIFACTS_INGEST_API USE_COLORS"
                  + " USE_COLORS_FILE USE_EXPERIMENTAL_PARSER USE_FAST_TEST_EDGES VERSION_CHECK"
                  + " WARN_ERROR WARN_ERROR_OPTIONS WRITE_JSON")
              .split(" ", -1));

  /** The variables that are set by an old name: the old name and the new one. */
  Map<String, String> renamed() {
    Map<String, String> found = new HashMap<>();
    RENAMED.forEach(
        (old, now) -> {
          if (!environment.getOrDefault(old, "").isEmpty()) {
            found.put(old, now);
          }
        });
    return found;
  }

  /** Those with the prefix that mean nothing, to dbt or to this command; sorted. */
  List<String> unknown(CommandSpec command) {
    Set<String> options =
        command.options().stream()
            .map(DbtEnvironment::name)
            .filter(name -> name.startsWith("--"))
            .map(name -> DbtEnvironment.variable(name).substring("DBT_".length()))
            .collect(Collectors.toSet());
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !KNOWN.contains(name.substring(PREFIX.length())))
        .filter(name -> !options.contains(name.substring(PREFIX.length())))
        .sorted()
        .toList();
  }
}
