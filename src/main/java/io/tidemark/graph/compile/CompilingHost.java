package io.tidemark.graph.compile;

import io.tidemark.graph.Caller;
import io.tidemark.graph.ConfigDefaults;
import io.tidemark.graph.Microbatch;
import io.tidemark.graph.Node;
import io.tidemark.graph.References;
import io.tidemark.graph.ResourceType;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.FunctionCall;
import io.tidemark.template.MetricCall;
import io.tidemark.template.MetricValue;
import io.tidemark.template.RefCall;
import io.tidemark.template.Referenced;
import io.tidemark.template.SourceCall;
import io.tidemark.template.TemplateDatabase;
import io.tidemark.template.TemplateHost;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers a model's template while it is compiled. For one thread and one render. */
final class CompilingHost implements TemplateHost {

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_]+");

  private final Node node;
  private final NodeConfig config;
  private final References references;
  private final TemplateDatabase database;
  private final AlreadyBuilt built;
  private final BatchRows rows;
  private final Reading reading;
  private final Set<Node> ephemerals = new LinkedHashSet<>();
  private final Set<String> macros = new LinkedHashSet<>();

  CompilingHost(
      Node node,
      References references,
      AlreadyBuilt built,
      @Nullable Microbatch batch,
      TemplateDatabase database,
      Reading reading) {
    this.rows = new BatchRows(batch, reading.rows());
    this.reading = reading;
    this.node = node;
    this.config = batch == null ? node.config() : node.config().with(batch.configuration());
    this.references = references;
    this.database = database;
    this.built = built;
  }

  /**
   * The name that dbt gives an ephemeral model's common table expression, by the model's alias;
   * quoted where it must be.
   */
  static String cteName(Node node) {
    return cteName(node.ephemeral() ? node.relation().asWritten().name() : node.name());
  }

  static String cteName(String node) {
    Identifier name = new Identifier("__dbt__cte__" + node).withSuffix("");
    return PLAIN.matcher(name.name()).matches() ? name.name() : name.sql();
  }

  static Referenced referenced(Node read, Set<Node> ephemerals, Reading reading) {
    if (!read.ephemeral()) {
      return Referenced.relation(reading.deferred().getOrDefault(read.uniqueId(), read.relation()));
    }
    ephemerals.add(read);
    return new Referenced(read.relation(), cteName(read));
  }

  @Override
  public Map<String, @Nullable Object> configDefaults() {
    return node.type() == ResourceType.TEST ? Map.of() : ConfigDefaults.of(node.type());
  }

  @Override
  public Relation self() {
    return node.relation();
  }

  /** As in dbt a hook of the run is nothing itself. */
  @Override
  public @Nullable Referenced selfReferenced() {
    return node.type() == ResourceType.OPERATION ? null : Referenced.relation(self());
  }

  @Override
  public NodeConfig config() {
    return config;
  }

  @Override
  public void configure(ConfigLayer layer) {
    // It was noted when the project was read.
  }

  @Override
  public Referenced ref(RefCall call) {
    Node read = references.ref(call, Caller.of(node));
    checkOrder(read, call.place(), "ref");
    return rows.of(read, referenced(read, ephemerals, reading));
  }

  /** What was not asked for while the project was read may not be there yet. */
  private void checkOrder(Node read, @Nullable Place place, String call) {
    if (!node.dependsOn().contains(read.uniqueId()) && !read.uniqueId().equals(node.uniqueId())) {
      throw new ProjectException(
          Problem.of(
                  node.what()
                      + " reads "
                      + read.name()
                      + " only under a condition, so its place in the order is not known")
              .at(place)
              .next(
                  "Add this line to it: -- depends_on: {{ %s('%s') }}"
                      .formatted(call, read.name())));
    }
  }

  @Override
  public Referenced source(SourceCall call) {
    return rows.of(references.source(call, Caller.of(node)));
  }

  @Override
  public Relation function(FunctionCall call) {
    Node called = references.function(call, Caller.of(node));
    checkOrder(called, call.place(), "function");
    return reading.deferred().getOrDefault(called.uniqueId(), called.relation());
  }

  @Override
  public MetricValue metric(MetricCall call) {
    return references.metricValue(call, Caller.of(node));
  }

  @Override
  public boolean incremental() {
    return built.incremental();
  }

  @Override
  public String highWaterMark(String column) {
    return built.incremental() ? built.highWaterMark(column) : "null";
  }

  @Override
  public TemplateDatabase database() {
    return database;
  }

  @Override
  public boolean executing() {
    return true;
  }

  @Override
  public void called(Set<String> ids) {
    macros.addAll(ids);
  }

  /** The macros that its templates have called themselves. */
  Set<String> macros() {
    return macros;
  }

  /** The ephemeral models that were read, in the order of the calls. */
  Set<Node> ephemerals() {
    return ephemerals;
  }
}
