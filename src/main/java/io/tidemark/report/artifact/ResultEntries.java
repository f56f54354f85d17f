package io.tidemark.report.artifact;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.materialization.TestOutcome;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.failure.SqlPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a node or a hook ended, as {@code run_results.json} has it. */
public final class ResultEntries {

  private final InvocationFacts invocation;
  private final FailureText failures;
  private final Function<Node, SqlPlace> places;

  /**
   * Entries of an invocation.
   *
   * @param failures writes what went wrong
   * @param places for each node what finds the line of its file behind a statement
   */
  ResultEntries(InvocationFacts invocation, FailureText failures, Function<Node, SqlPlace> places) {
    this.invocation = invocation;
    this.failures = failures;
    this.places = places;
  }

  /** The entry of a node. */
  Map<String, @Nullable Object> of(NodeResult result) {
    Node node = result.node();
    boolean tried = result.status() != RunStatus.SKIPPED;
    // As in dbt: what has no SQL is not even "not compiled"; a unit test has it once it has been
    // run.
    boolean noSql =
        node.detail() instanceof NodeDetail.Declared
            || node.type() == ResourceType.SEED
            || (node.type() == ResourceType.UNIT_TEST && result.test() == null);
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("status", result.status().dbtName());
    entry.put("timing", tried ? timing(result) : List.of());
    entry.put("thread_id", result.thread());
    entry.put(
        "execution_time",
        tried
            ? ArtifactTime.seconds(Duration.between(result.compileStartedAt(), result.endedAt()))
            : 0.0);
    entry.put("adapter_response", AdapterResponse.of(result));
    entry.put("message", masked(message(result)));
    entry.put("failures", failures(result));
    entry.put("unique_id", node.uniqueId());
    entry.put("compiled", noSql ? null : result.compiledSql() != null);
    entry.put("compiled_code", noSql ? null : result.compiledSql());
    entry.put("relation_name", noSql ? null : relation(result));
    entry.put("batch_results", batches(result.batches()));
    return entry;
  }

  /** A test has one only where its failures are kept: as it was run, or as it is configured. */
  private static @Nullable String relation(NodeResult result) {
    TestOutcome test = result.test();
    if (test != null) {
      return test.stored() == null ? null : test.stored().sql();
    }
    Node node = result.node();
    return switch (node.type()) {
      case UNIT_TEST, ANALYSIS, FUNCTION, OPERATION -> null;
      case TEST -> node.becomesRelation() ? node.relation().writtenSql() : null;
      default -> node.relation().writtenSql();
    };
  }

  private static @Nullable Long failures(NodeResult result) {
    // dbt counts none of batches, however they end.
    return result.batches() == null ? result.failures() : Long.valueOf(0);
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
    return message == null ? null : invocation.mask().mask(message);
  }

  private @Nullable String message(NodeResult result) {
    return switch (result.status()) {
      case SUCCESS, PARTIAL_SUCCESS, NO_OP -> result.message().isEmpty() ? null : result.message();
      case PASS -> null;
      case WARN, FAIL -> result.message();
      case ERROR ->
          result.failure() == null
              ? result.message()
              : failures.of(result.failure(), places.apply(result.node()));
      case SKIPPED -> result.failedEphemeral() == null ? null : result.message();
    };
  }

  /** When a node was compiled and when it was carried out. */
  public static List<Map<String, Object>> timing(NodeResult result) {
    return List.of(
        ArtifactTime.phase("compile", result.compileStartedAt(), result.executeStartedAt()),
        ArtifactTime.phase("execute", result.executeStartedAt(), result.endedAt()));
  }

  private static List<Map<String, Object>> timing(HookResult result) {
    Instant compiled = result.compiledAt();
    return compiled == null
        ? List.of(ArtifactTime.phase("execute", result.startedAt(), result.endedAt()))
        : List.of(
            ArtifactTime.phase("compile", result.startedAt(), compiled),
            ArtifactTime.phase("execute", compiled, result.endedAt()));
  }

  /** The entry of a hook of the run. */
  Map<String, @Nullable Object> of(HookResult result) {
    boolean tried = result.status() != RunStatus.SKIPPED;
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("status", result.status().dbtName());
    entry.put("timing", tried ? timing(result) : List.of());
    entry.put("thread_id", result.thread());
    entry.put(
        "execution_time",
        ArtifactTime.seconds(Duration.between(result.startedAt(), result.endedAt())));
    entry.put("adapter_response", Map.of());
    entry.put("message", masked(hookMessage(result)));
    // As in dbt what was not tried counts as well; and a macro that was called is not compiled.
    entry.put("failures", result.status() == RunStatus.SUCCESS ? 0 : 1);
    boolean compiled = tried && result.hook().phase() != RunHook.Phase.CALLED;
    entry.put("unique_id", result.hook().uniqueId());
    entry.put("compiled", compiled);
    entry.put("compiled_code", compiled ? result.sql() : null);
    entry.put("relation_name", null);
    entry.put("batch_results", null);
    return entry;
  }

  private @Nullable String hookMessage(HookResult result) {
    if (result.hook().phase() == RunHook.Phase.CALLED) {
      return result.failure() == null ? null : failures.of(result.failure());
    }
    String name = result.hook().shownName();
    return switch (result.status()) {
      case SUCCESS, PASS, WARN, NO_OP -> name + " passed";
      case ERROR, PARTIAL_SUCCESS, FAIL ->
          result.failure() == null
              ? name + " failed"
              : name + " failed, error:\n " + failures.of(result.failure());
      case SKIPPED -> name + " skipped";
    };
  }
}
