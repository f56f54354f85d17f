package io.tidemark.materialization;

import io.tidemark.graph.BatchSize;
import io.tidemark.graph.Node;
import io.tidemark.graph.compile.EventTime;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a microbatch model's configuration says, checked by dbt's rules. */
final class MicrobatchSettings {

  private static final String BATCH_SIZE = "batch_size";
  private static final String BEGIN = "begin";
  private static final String LOOKBACK = "lookback";

  private final Node node;
  private final NodeConfig config;

  MicrobatchSettings(Node node) {
    this.node = node;
    this.config = node.config();
  }

  /** Each is a question that throws a {@link ProjectException} where its value is wrong. */
  List<Runnable> checks() {
    return List.of(this::eventTime, this::batchSize, this::begin, this::lookback, this::concurrent);
  }

  /** The column by which others read this model in batches; dbt wants it, and so do we. */
  String eventTime() {
    return EventTime.of(node)
        .orElseThrow(
            () ->
                missing(
                    "event_time",
                    "Name the column that says when a row happened: event_time='updated_at'"));
  }

  BatchSize batchSize() {
    Object value = config.get(BATCH_SIZE);
    if (value == null) {
      throw missing(BATCH_SIZE, "Write one of: " + String.join(", ", sizes()) + ".");
    }
    return BatchSize.named(String.valueOf(value))
        .orElseThrow(() -> new ProjectException(config.notAllowed(BATCH_SIZE, sizes())));
  }

  /** Where the first batch of a new table starts. */
  Instant begin() {
    Object value = config.get(BEGIN);
    if (value == null) {
      throw missing(BEGIN, "Write when the first batch of a new table starts: begin='2024-01-01'");
    }
    return IsoTime.parse(String.valueOf(value))
        .orElseThrow(
            () ->
                wrong(
                    BEGIN,
                    "a date, or a date and a time, in ISO 8601",
                    "Write for example: begin='2024-01-01' or begin='2024-01-01T06:00:00'"));
  }

  /** How many batches before the current one are done again, for rows that come late. */
  long lookback() {
    Object value = config.get(LOOKBACK);
    if (value == null) {
      return 1;
    }
    if (value instanceof Long || value instanceof Integer) {
      long batches = ((Number) value).longValue();
      if (batches >= 0) {
        return batches;
      }
    }
    throw wrong(
        LOOKBACK,
        "a number of batches of at least 0",
        "Of a microbatch model it counts batches, not hours or days. The default is 1.");
  }

  /** True if batches may run beside each other. */
  boolean concurrent() {
    return config.bool("concurrent_batches", false);
  }

  /**
   * Refuses a batch size without the column that says which batch a row is in.
   *
   * @throws ProjectException if the model's is one
   */
  static void checkBatchSizeHasEventTime(Node node) {
    NodeConfig config = node.config();
    if (!node.asksForBatches()
        && config.get(BATCH_SIZE) != null
        && config.get("event_time") == null) {
      ConfigValue value = config.value(BATCH_SIZE);
      throw new ProjectException(
          Problem.of("The model %s has a batch_size and no event_time".formatted(node.name()))
              .at(value == null ? null : value.place())
              .found(
                  "Batches are for incremental_strategy: microbatch, and the model has another"
                      + " strategy.")
              .next("Set incremental_strategy='microbatch' and event_time, or remove batch_size."));
    }
  }

  /**
   * dbt-postgres refuses the node when it is run; other adapters need no key.
   *
   * @throws ProjectException if there is none
   */
  void checkUniqueKey() {
    if (config.uniqueKey().isEmpty()) {
      throw missing(
          "unique_key",
          "On PostgreSQL a batch is merged into the table by it, as in dbt-postgres.");
    }
  }

  private static List<String> sizes() {
    return Arrays.stream(BatchSize.values()).map(BatchSize::dbtName).toList();
  }

  private ProjectException missing(String key, String next) {
    return new ProjectException(
        Problem.of("The microbatch model %s needs the config \"%s\"".formatted(node.name(), key))
            .at(Objects.requireNonNullElse(place("incremental_strategy"), node.file().start()))
            .found("It is not set.")
            .next(next));
  }

  private ProjectException wrong(String key, String allowed, String next) {
    return new ProjectException(
        Problem.of("The config \"%s\" must be %s".formatted(key, allowed))
            .at(place(key))
            .found("Found %s.".formatted(config.get(key)))
            .next(next));
  }

  private @Nullable Place place(String key) {
    ConfigValue value = config.value(key);
    return value == null ? null : value.place();
  }
}
