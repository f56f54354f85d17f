package io.tidemark.report;

import io.tidemark.batch.HookResult;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunHook;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadPart;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigOrigin;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.ParsedModel;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A small project, and what may happen to its models. */
public final class Shop {

  /** A view that reads a source. */
  public static final Node CUSTOMERS =
      node("stg_customers", "staging", Map.of("materialized", "view"), List.of(), null);

  /** An incremental model that reads the view. */
  public static final Node ORDERS =
      node(
          "orders",
          "marts",
          Map.of(
              "materialized",
              "incremental",
              "unique_key",
              "order_id",
              "tags",
              List.of("daily"),
              "chunk_size",
              50_000L),
          List.of("model.shop.stg_customers"),
          null);

  /** A table that reads the incremental model. */
  public static final Node TOTALS =
      node("totals", "marts", Map.of("materialized", "table"), List.of("model.shop.orders"), null);

  private Shop() {}

  /** A model of the project in a folder, which is also its schema. */
  public static Node node(
      String name,
      String schema,
      Map<String, Object> config,
      List<String> dependsOn,
      @Nullable NodeProperties properties) {
    String path = "models/" + schema + "/" + name + ".sql";
    String text = "select *\nfrom somewhere\n";
    SourceFile file =
        new SourceFile(
            FileKind.MODEL,
            path,
            "models",
            Path.of("/shop").resolve(path),
            SourceText.of(path, text),
            Checksum.ofContents(text));
    List<RefCall> refs =
        dependsOn.stream()
            .map(id -> new RefCall(null, id.substring(id.lastIndexOf('.') + 1), null, null))
            .toList();
    List<SourceCall> sources =
        dependsOn.isEmpty() ? List.of(new SourceCall("raw", name, null)) : List.of();
    ConfigLayer layer =
        new ConfigLayer(
            ConfigOrigin.IN_FILE,
            config.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, entry -> new ConfigValue(entry.getValue(), null))));
    return new Node(
        "model.shop." + name,
        ResourceType.MODEL,
        "shop",
        name,
        file.fqn("shop"),
        file,
        NodeConfig.merge(List.of(layer)),
        new ParsedModel(
            List.of(layer), refs, sources, List.of(), Set.of("macro.shop.cents"), Set.of()),
        new Relation("db", schema, name),
        dependsOn,
        properties,
        NodeDetail.Model.PLAIN);
  }

  /** A node that went well, compiled in the first tenth of its time. */
  public static NodeResult done(
      Node node, String message, long rows, Instant start, Duration took) {
    return new NodeResult(
        node,
        RunStatus.SUCCESS,
        message,
        rows,
        start,
        start.plus(took.dividedBy(10)),
        start.plus(took),
        "worker-1",
        "select 1 as id",
        null,
        null);
  }

  /** A node that failed. */
  public static NodeResult failed(Node node, Throwable failure, Instant start, Duration took) {
    return new NodeResult(
        node,
        RunStatus.ERROR,
        String.valueOf(failure.getMessage()),
        -1,
        start,
        start,
        start.plus(took),
        "worker-2",
        "select amont from raw",
        failure,
        null);
  }

  /** A node that was not tried because another one failed. */
  public static NodeResult skipped(Node node, String failedUpstream, Instant at) {
    return new NodeResult(
        node, RunStatus.SKIPPED, "SKIP", -1, at, at, at, "dag", null, null, failedUpstream);
  }

  /** A hook that went well. */
  public static HookResult hook(RunHook hook, Instant start, Duration took) {
    return new HookResult(
        hook, RunStatus.SUCCESS, start, start.plus(took), "main", "select 1", null);
  }

  /** An increment of the incremental model: 100 pages, 10 a chunk. */
  public static Increment increment(long rows) {
    return new Increment(
        ORDERS.uniqueId(),
        ORDERS.relation(),
        ORDERS.relation().withSuffix("__increment"),
        LoadMethod.UPSERT,
        List.of("order_id"),
        List.of("order_id", "amount"),
        List.of("amount"),
        rows,
        100,
        10,
        "0f",
        List.of(),
        "an-invocation");
  }

  /** How far the load of an increment of {@link #increment} has come. */
  public static Checkpoint checkpoint(long rows, long loaded) {
    long chunks = loaded * 10 / rows;
    return new Checkpoint(
        increment(rows), List.of(new LoadPart(0, chunks * 10, 100, loaded, chunks)));
  }

  /**
   * A statement that the server refused.
   *
   * @param report the server's report in the protocol's own form: a letter and its text, each
   */
  public static StatementException refused(String statement, String... report) {
    String fields = String.join("\0", report) + "\0";
    return new StatementException(statement, new PSQLException(new ServerErrorMessage(fields)));
  }
}
