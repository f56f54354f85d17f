package io.tidemark.materialization;

import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a seed's configuration says, checked. */
final class SeedSettings {

  private static final String DELIMITER = "delimiter";
  private static final String COLUMN_TYPES = "column_types";

  private final NodeConfig config;

  SeedSettings(NodeConfig config) {
    this.config = config;
  }

  ModelSettings model() {
    return new ModelSettings(config);
  }

  /** What stands between two fields; a comma where it is not set. */
  char delimiter() {
    String text = config.string(DELIMITER, ",");
    if (text.length() != 1 || text.charAt(0) == '"' || "\r\n".indexOf(text.charAt(0)) >= 0) {
      throw wrong(DELIMITER, "one character", "Write for example: delimiter: \";\"");
    }
    return text.charAt(0);
  }

  /** True if the table's columns have the header's names exactly. */
  boolean quoteColumns() {
    return config.bool("quote_columns", true);
  }

  /** The types that are configured, by column. */
  Map<String, String> columnTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    config
        .mapping(COLUMN_TYPES)
        .forEach(
            (column, type) -> {
              if (!(type instanceof String text) || text.isBlank()) {
                throw wrong(
                    COLUMN_TYPES,
                    "a mapping of columns to types",
                    "Write for example: column_types: {zip_code: varchar(5)}");
              }
              types.put(String.valueOf(column), text);
            });
    return types;
  }

  boolean fullRefresh(boolean asked) {
    return config.bool("full_refresh", asked);
  }

  /** What is to be checked before anything runs. */
  List<Runnable> checks() {
    return List.of(
        this::delimiter,
        this::quoteColumns,
        this::columnTypes,
        () -> fullRefresh(false),
        model()::indexes);
  }

  private ProjectException wrong(String key, String allowed, String next) {
    ConfigValue value = config.value(key);
    return new ProjectException(
        Problem.of("The config \"" + key + "\" must be " + allowed)
            .at(value == null ? null : value.place())
            .found("Found " + config.get(key) + ".")
            .next(next));
  }
}
