package io.tidemark.materialization;

import io.tidemark.load.snapshot.HardDeletes;
import io.tidemark.load.snapshot.SnapshotColumns;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a snapshot's configuration says, checked. */
final class SnapshotSettings {

  static final String TIMESTAMP = "timestamp";
  static final String CHECK = "check";

  private static final String ALL = "all";
  private static final String CHECK_COLS = "check_cols";
  private static final String UPDATED_AT = "updated_at";
  private static final String HARD_DELETES = "hard_deletes";
  private static final String INVALIDATE = "invalidate_hard_deletes";

  private final NodeConfig config;
  private final Place start;

  /**
   * The settings of a snapshot.
   *
   * @param start where it begins, for what it does not say
   */
  SnapshotSettings(NodeConfig config, Place start) {
    this.config = config;
    this.start = start;
  }

  ModelSettings model() {
    return new ModelSettings(config);
  }

  /** {@code timestamp}, {@code check} or the name of one that macros define. */
  String strategy() {
    String strategy = config.string("strategy");
    if (strategy == null || strategy.isBlank()) {
      throw missing("strategy", "timestamp or check", "strategy: timestamp");
    }
    return strategy;
  }

  List<String> uniqueKey() {
    List<String> key = config.uniqueKey();
    if (key.isEmpty()) {
      throw missing("unique_key", "a column, or a list of columns", "unique_key: id");
    }
    return key;
  }

  /** The expression for the time at which a row was changed; null where there is none. */
  @Nullable String updatedAt() {
    String updatedAt = config.string(UPDATED_AT);
    if (updatedAt == null && strategy().equals(TIMESTAMP)) {
      throw missing(
          UPDATED_AT, "the column that tells when a row was changed", "updated_at: changed");
    }
    return updatedAt;
  }

  /** The columns that are compared; empty for all of them. */
  List<String> checkColumns() {
    if (!strategy().equals(CHECK) || ALL.equals(config.get(CHECK_COLS))) {
      return List.of();
    }
    if (config.get(CHECK_COLS) instanceof String) {
      throw wrong(CHECK_COLS, "\"all\" or a list of columns", "check_cols: [name, address]");
    }
    List<String> columns = config.strings(CHECK_COLS);
    if (columns.isEmpty()) {
      throw missing(CHECK_COLS, "\"all\" or a list of columns", "check_cols: all");
    }
    return columns;
  }

  HardDeletes hardDeletes() {
    // dbt takes any text here for true; of these that one alone was surely meant so.
    boolean invalidate =
        (config.get(INVALIDATE) instanceof String text && text.equalsIgnoreCase("true"))
            || config.bool(INVALIDATE, false);
    String asked = config.string(HARD_DELETES);
    if (asked != null && config.get(INVALIDATE) != null) {
      throw wrong(INVALIDATE, "left out where hard_deletes is set", "hard_deletes: invalidate");
    }
    if (asked == null) {
      return invalidate ? HardDeletes.INVALIDATE : HardDeletes.IGNORE;
    }
    return Stream.of(HardDeletes.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new ProjectException(
                    config.notAllowed(
                        HARD_DELETES, List.of("ignore", "invalidate", "new_record"))));
  }

  /** The expression for the end of a version that has not ended; null for NULL. */
  @Nullable String validToCurrent() {
    return config.string("dbt_valid_to_current");
  }

  SnapshotColumns columns() {
    Map<String, String> names = new LinkedHashMap<>();
    config
        .mapping("snapshot_meta_column_names")
        .forEach(
            (key, name) -> {
              if (name != null && !name.toString().isBlank()) {
                names.put(String.valueOf(key), name.toString().strip());
              }
            });
    return SnapshotColumns.of(names);
  }

  /** What is to be checked before anything runs. */
  List<Runnable> checks() {
    return List.of(
        this::strategy,
        this::uniqueKey,
        this::ofStrategy,
        this::hardDeletes,
        this::validToCurrent,
        this::columns,
        model()::indexes);
  }

  private void ofStrategy() {
    if (config.string("strategy") != null) {
      updatedAt();
      checkColumns();
    }
  }

  private ProjectException missing(String key, String allowed, String example) {
    return new ProjectException(
        Problem.of("The snapshot has no \"" + key + "\"")
            .at(start)
            .found("It is " + allowed + ".")
            .next("Add it to its config, for example: " + example));
  }

  private ProjectException wrong(String key, String allowed, String example) {
    ConfigValue value = config.value(key);
    return new ProjectException(
        Problem.of("The config \"" + key + "\" must be " + allowed)
            .at(value == null ? start : value.place())
            .found("Found " + config.get(key) + ".")
            .next("Write for example: " + example));
  }
}
