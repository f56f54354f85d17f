package io.tidemark.report.artifact;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.materialization.TestOutcome;
import io.tidemark.report.console.MaskedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code run_results.json} in version 6 of dbt's schema: how each node and hook of a run ended.
 * What an earlier execution of the run had completed is not in it.
 */
public final class RunResultsArtifact {

  /** The file's name. */
  public static final String FILE_NAME = "run_results.json";

  /** What the count of a data test gives. */
  private static final long ONE_ROW = 1;

  private final RunResultsInput input;

  /** An artifact of this. */
  public RunResultsArtifact(RunResultsInput input) {
    this.input = input;
  }

  /**
   * Writes it, all or nothing.
   *
   * @throws IOException if it can't be written; the old file is still there then
   */
  public void write(Path path) throws IOException {
    ArtifactFile.write(path, new MaskedData(input.invocation().mask()::maskKnown).of(content()));
  }

  private Map<String, @Nullable Object> content() {
    RunResult run = input.result();
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    run.results().forEach(result -> results.add(entry(result)));
    run.hooks().forEach(hook -> results.add(entry(hook)));
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("metadata", input.invocation().metadata(DbtCompatibility.RUN_RESULTS_SCHEMA));
    content.put("results", results);
    content.put(
        "elapsed_time", ArtifactTime.seconds(Duration.between(run.startedAt(), run.endedAt())));
    content.put("args", input.arguments());
    return content;
  }

  private Map<String, @Nullable Object> entry(NodeResult result) {
    Node node = result.node();
    boolean tried = result.status() != RunStatus.SKIPPED;
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("status", result.status().dbtName());
    entry.put("timing", tried ? timing(result) : List.of());
    entry.put("thread_id", result.thread());
    entry.put(
        "execution_time",
        tried
            ? ArtifactTime.seconds(Duration.between(result.compileStartedAt(), result.endedAt()))
            : 0.0);
    entry.put("adapter_response", response(result));
    entry.put("message", masked(message(result)));
    entry.put("failures", failures(result));
    entry.put("unique_id", node.uniqueId());
    entry.put("compiled", result.compiledSql() != null);
    entry.put("compiled_code", result.compiledSql());
    entry.put("relation_name", relation(result));
    entry.put("batch_results", batches(result.batches()));
    return entry;
  }

  /** A data test is one query that gives one row. */
  private static Map<String, @Nullable Object> response(NodeResult result) {
    if (result.test() != null && result.node().type() == ResourceType.TEST) {
      return AdapterResponse.of("SELECT " + ONE_ROW, ONE_ROW);
    }
    return result.status() == RunStatus.SUCCESS && result.batches() == null
        ? AdapterResponse.of(result.message(), result.rows())
        : Map.of();
  }

  /** A test has one only where its failures are kept. */
  private static @Nullable String relation(NodeResult result) {
    TestOutcome test = result.test();
    if (test != null) {
      return test.stored() == null ? null : test.stored().sql();
    }
    return switch (result.node().type()) {
      case TEST, UNIT_TEST -> null;
      default -> result.node().relation().sql();
    };
  }

  private static @Nullable Long failures(NodeResult result) {
    return result.batches() == null
        ? result.failures()
        : Long.valueOf(result.batches().failed().size());
  }

  /** Each batch as a pair of its start and its end. */
  private static @Nullable Map<String, Object> batches(@Nullable BatchResults batches) {
    if (batches == null) {
      return null;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("successful", windows(batches.successful()));
    entry.put("failed", windows(batches.failed()));
    return entry;
  }

  private static List<List<String>> windows(List<Microbatch> batches) {
    return batches.stream().map(batch -> List.of(time(batch.start()), time(batch.end()))).toList();
  }

  /** As Python's {@code isoformat} writes it. */
  private static String time(Instant time) {
    return time.toString().replace("Z", "+00:00");
  }

  private @Nullable String masked(@Nullable String message) {
    return message == null ? null : input.invocation().mask().mask(message);
  }

  private @Nullable String message(NodeResult result) {
    return switch (result.status()) {
      case SUCCESS, PARTIAL_SUCCESS, NO_OP -> result.message();
      case PASS -> null;
      case WARN, FAIL -> result.message();
      case ERROR ->
          result.failure() == null
              ? result.message()
              : input.failures().of(result.failure(), input.places().apply(result.node()));
      case SKIPPED ->
          result.failedUpstream() == null
              ? null
              : "Skipped because %s did not succeed".formatted(result.failedUpstream());
    };
  }

  private static List<Map<String, Object>> timing(NodeResult result) {
    return List.of(
        phase("compile", result.compileStartedAt(), result.executeStartedAt()),
        phase("execute", result.executeStartedAt(), result.endedAt()));
  }

  private static Map<String, Object> phase(String name, Instant startedAt, Instant completedAt) {
    Map<String, Object> phase = new LinkedHashMap<>();
    phase.put("name", name);
    phase.put("started_at", ArtifactTime.of(startedAt));
    phase.put("completed_at", ArtifactTime.of(completedAt));
    return phase;
  }

  private Map<String, @Nullable Object> entry(HookResult result) {
    boolean tried = result.status() != RunStatus.SKIPPED;
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("status", result.status().dbtName());
    entry.put(
        "timing",
        tried ? List.of(phase("execute", result.startedAt(), result.endedAt())) : List.of());
    entry.put("thread_id", result.thread());
    entry.put(
        "execution_time",
        ArtifactTime.seconds(Duration.between(result.startedAt(), result.endedAt())));
    entry.put("adapter_response", Map.of());
    entry.put("message", masked(hookMessage(result)));
    entry.put("failures", null);
    entry.put("unique_id", result.hook().uniqueId());
    entry.put("compiled", tried && !result.sql().isEmpty());
    entry.put("compiled_code", result.sql().isEmpty() ? null : result.sql());
    entry.put("relation_name", null);
    entry.put("batch_results", null);
    return entry;
  }

  private @Nullable String hookMessage(HookResult result) {
    return switch (result.status()) {
      case SUCCESS, PASS, WARN, NO_OP -> "OK";
      case ERROR, PARTIAL_SUCCESS, FAIL ->
          result.failure() == null ? "ERROR" : input.failures().of(result.failure());
      case SKIPPED -> null;
    };
  }
}
