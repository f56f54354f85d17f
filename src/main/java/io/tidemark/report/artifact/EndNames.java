package io.tidemark.report.artifact;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunSoFar;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.Descriptions;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.Selectable;
import io.tidemark.graph.entry.Entries;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.postgres.Relation;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.failure.SqlPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What hooks at the end of a run know of it, by dbt's names: {@code results}, and in which {@code
 * schemas} and {@code database_schemas} something was made. Thread-safe.
 */
public final class EndNames {

  private final Manifest manifest;
  private final Entries entries;
  private final ResultEntries results;

  /**
   * Names of an invocation.
   *
   * @param failures writes what went wrong
   * @param places for each node what finds the line of its file behind a statement
   */
  public EndNames(
      Manifest manifest,
      Descriptions descriptions,
      InvocationFacts invocation,
      FailureText failures,
      Function<Node, SqlPlace> places) {
    this.manifest = manifest;
    this.entries =
        new Entries(manifest, descriptions, ArtifactTime.epoch(invocation.generatedAt()));
    this.results = new ResultEntries(invocation, failures, places);
  }

  /** The names and their values. */
  public Map<String, Object> of(RunSoFar ended) {
    List<Relation> made =
        ended.nodes().stream()
            .filter(EndNames::made)
            .map(result -> result.node().relation())
            .toList();
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("results", results(ended));
    names.put("schemas", made.stream().map(Relation::schema).distinct().toList());
    names.put(
        "database_schemas",
        made.stream().map(one -> Tuple.of(one.database(), one.schema())).distinct().toList());
    return names;
  }

  private static boolean made(NodeResult result) {
    return switch (result.node().type()) {
      case MODEL, SEED, SNAPSHOT ->
          switch (result.status()) {
            case ERROR, FAIL, SKIPPED -> false;
            case SUCCESS, PARTIAL_SUCCESS, PASS, WARN, NO_OP -> true;
          };
      default -> false;
    };
  }

  /** As in dbt, hooks are among them only where they have failed. */
  private List<ResultValue> results(RunSoFar ended) {
    List<ResultValue> values = new ArrayList<>();
    for (NodeResult result : ended.nodes()) {
      values.add(new ResultValue(results.of(result), node(result)));
    }
    for (HookResult result : ended.hooks()) {
      if (result.status() == RunStatus.ERROR) {
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("unique_id", result.hook().uniqueId());
        node.put("resource_type", "operation");
        values.add(new ResultValue(results.of(result), node));
      }
    }
    return values;
  }

  /** What stands for the node: its entry in the manifest, and its SQL. */
  private Map<String, @Nullable Object> node(NodeResult result) {
    Node node = result.node();
    Selectable listed = manifest.selectable().get(node.uniqueId());
    Map<String, @Nullable Object> entry = entries.of(listed == null ? node : listed);
    entry.put("compiled", result.compiledSql() != null);
    entry.put("compiled_code", result.compiledSql());
    DbtObject object = DbtObject.of(entry);
    if (entry.get("config") instanceof Map<?, ?> config) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      config.forEach((key, value) -> named.put(String.valueOf(key), value));
      object.put("config", new DbtConfig(named));
    }
    return object;
  }
}
