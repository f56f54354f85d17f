package io.tidemark.materialization;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.load.increment.Strategy;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an incremental model's configuration says, checked. */
final class IncrementalSettings {

  static final String ON_SCHEMA_CHANGE = "on_schema_change";

  private static final String CHUNK_SIZE = "chunk_size";
  private static final String LOOKBACK = "lookback";
  private static final Pattern LOOKS_BACK = Pattern.compile("\\s*[Pp]?\\d.*");
  private static final String PARALLEL = "parallel";
  private static final int MOST_PARALLEL = 64;
  private static final int DEFAULT_PARALLEL = 2;
  private static final String MICROBATCH = "microbatch";

  private final NodeConfig config;

  IncrementalSettings(NodeConfig config) {
    this.config = config;
  }

  ModelSettings model() {
    return new ModelSettings(config);
  }

  UniqueKey uniqueKey() {
    return new UniqueKey(config.uniqueKey());
  }

  /**
   * The key that gets a unique index after a first load: none where the strategy may well add a row
   * whose key is there already.
   */
  UniqueKey indexedKey() {
    boolean kept = !custom() && strategy() != Strategy.APPEND && predicates().isEmpty();
    return kept || model().enforceUniqueKey() ? uniqueKey() : UniqueKey.NONE;
  }

  /** True where the strategy is one that only a macro of the project can know. */
  boolean custom() {
    String name = config.string("incremental_strategy", "default");
    return !List.of("default", MICROBATCH).contains(name) && Strategy.named(name).isEmpty();
  }

  /**
   * Checks the strategy.
   *
   * @param macros true of a macro's name if there is one
   * @throws ProjectException if nobody knows the strategy
   */
  void checkStrategy(Predicate<String> macros) {
    if (!custom()
        || !macros.test(WrittenStrategy.macro(config.string("incremental_strategy", "")))) {
      strategy();
    }
  }

  /** dbt-postgres's default is delete+insert where there is a key, append where there is none. */
  Strategy strategy() {
    String name = config.string("incremental_strategy", "default");
    if (name.equals("default")) {
      return uniqueKey().isEmpty() ? Strategy.APPEND : Strategy.DELETE_INSERT;
    }
    if (name.equals(MICROBATCH)) {
      // dbt-postgres merges each batch.
      return Strategy.MERGE;
    }
    return Strategy.named(name)
        .orElseThrow(
            () -> new ProjectException(config.notAllowed("incremental_strategy", strategies())));
  }

  /** The names of the strategies that are here. */
  static List<String> strategies() {
    return Stream.concat(
            Arrays.stream(Strategy.values()).map(Strategy::dbtName), Stream.of(MICROBATCH))
        .toList();
  }

  /** Null for all columns; an empty list says the same, as in dbt. */
  @Nullable List<String> updateColumns() {
    if (config.get("merge_update_columns") == null) {
      return null;
    }
    List<String> columns = config.strings("merge_update_columns");
    return columns.isEmpty() ? null : columns;
  }

  List<String> excludeColumns() {
    return config.strings("merge_exclude_columns");
  }

  /**
   * dbt refuses a model that says both what a merge updates and what it leaves out.
   *
   * @throws ProjectException if this one does
   */
  void checkMergeColumns() {
    if (updateColumns() != null && !excludeColumns().isEmpty()) {
      var excluded = config.value("merge_exclude_columns");
      throw new ProjectException(
          Problem.of("A model can't have both merge_update_columns and merge_exclude_columns")
              .at(excluded == null ? null : excluded.place())
              .next("Keep the one that says what you mean."));
    }
  }

  /** dbt still reads the older name {@code predicates}. */
  List<String> predicates() {
    List<String> predicates = config.strings("incremental_predicates");
    return predicates.isEmpty() ? config.strings("predicates") : predicates;
  }

  /** As in dbt a name that is none is {@code ignore}; see {@link UnknownSchemaChange}. */
  OnSchemaChange onSchemaChange() {
    return OnSchemaChange.named(config.string(ON_SCHEMA_CHANGE, "")).orElse(OnSchemaChange.IGNORE);
  }

  ChunkSize chunkSize() {
    Object value = config.get(CHUNK_SIZE);
    if (value == null) {
      return ChunkSize.DEFAULT;
    }
    if (value.equals("all")) {
      return ChunkSize.ALL;
    }
    Long rows = value instanceof Number || isDigits(value) ? config.integer(CHUNK_SIZE) : null;
    if (rows == null || rows < 1) {
      Problem problem =
          config.notAllowed(CHUNK_SIZE, List.of("a number of rows of at least 1", "all"));
      throw new ProjectException(
          problem.next("\"all\" applies the increment in one transaction, as dbt does."));
    }
    return new ChunkSize(rows);
  }

  /**
   * Checks what {@code high_water_mark()} looks back where the template does not say it.
   *
   * @throws ProjectException if it is neither a number nor an interval, or negative
   */
  void checkLookback() {
    String lookback = config.string(LOOKBACK);
    boolean batches = "microbatch".equals(config.get("incremental_strategy"));
    if (lookback != null && !batches && !LOOKS_BACK.matcher(lookback).matches()) {
      Problem problem =
          config.notAllowed(
              LOOKBACK, List.of("an interval such as \"3 days\"", "for numbers, a number"));
      throw new ProjectException(
          problem.next("It is taken from what high_water_mark() gives, so it is not negative."));
    }
  }

  /**
   * How many chunks of a load may be applied at the same time. Two, where the model doesn't say:
   * four were slower than two on a server with two processors.
   *
   * @throws ProjectException if that is no number of at least 1
   */
  int parallel() {
    Object value = config.get(PARALLEL);
    if (value == null) {
      return DEFAULT_PARALLEL;
    }
    Long chunks = value instanceof Number || isDigits(value) ? config.integer(PARALLEL) : null;
    if (chunks == null || chunks < 1 || chunks > MOST_PARALLEL) {
      throw new ProjectException(
          config
              .notAllowed(PARALLEL, List.of("a number of chunks from 1 to " + MOST_PARALLEL))
              .next("1 applies them one after the other. No more threads help than the run has."));
    }
    return chunks.intValue();
  }

  /** A model's own {@code full_refresh} wins over the command line, as in dbt. */
  boolean fullRefresh(boolean asked) {
    return config.bool("full_refresh", asked);
  }

  private static boolean isDigits(Object value) {
    return value instanceof String text && text.matches("-?\\d{1,18}");
  }
}
