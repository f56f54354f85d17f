package io.tidemark.graph.compile;

import io.tidemark.graph.Caller;
import io.tidemark.graph.Node;
import io.tidemark.graph.References;
import io.tidemark.graph.SourceNode;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.template.FunctionCall;
import io.tidemark.template.MetricCall;
import io.tidemark.template.MetricValue;
import io.tidemark.template.RefCall;
import io.tidemark.template.Referenced;
import io.tidemark.template.SourceCall;
import io.tidemark.template.TemplateDatabase;
import io.tidemark.template.TemplateHost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Answers SQL that is no model's: it may read everything and is nothing itself. */
final class InlineHost implements TemplateHost {

  private final References references;
  private final TemplateDatabase database;
  private final Caller caller;
  private final Reading reading;
  private final Relation self;
  private final Set<Node> ephemerals = new LinkedHashSet<>();
  private NodeConfig config = NodeConfig.empty();

  /**
   * A host.
   *
   * @param name what it is called in errors
   * @param packageName the package in which it was written
   * @param reading what it reads
   */
  InlineHost(
      String name,
      String packageName,
      References references,
      TemplateDatabase database,
      Reading reading) {
    this(name, packageName, references, database, reading, new Relation("inline", "inline", name));
  }

  /**
   * A host.
   *
   * @param self what {@code {{ this }}} is
   */
  InlineHost(
      String name,
      String packageName,
      References references,
      TemplateDatabase database,
      Reading reading,
      Relation self) {
    this.self = self;
    this.caller = new Caller(name, packageName);
    this.references = references;
    this.database = database;
    this.reading = reading;
  }

  @Override
  public Relation self() {
    return self;
  }

  @Override
  public NodeConfig config() {
    return config;
  }

  /** It becomes no relation, but dbt lets it be configured: its sql_header is run, for one. */
  @Override
  public void configure(ConfigLayer layer) {
    config = NodeConfig.merge(List.of(layer));
  }

  @Override
  public Referenced ref(RefCall call) {
    return CompilingHost.referenced(references.ref(call, caller), ephemerals, reading);
  }

  @Override
  public Referenced source(SourceCall call) {
    SourceNode source = references.source(call, caller);
    return Referenced.relation(
        reading.deferred().getOrDefault(source.uniqueId(), source.relation()));
  }

  @Override
  public Relation function(FunctionCall call) {
    Node called = references.function(call, caller);
    return reading.deferred().getOrDefault(called.uniqueId(), called.relation());
  }

  @Override
  public MetricValue metric(MetricCall call) {
    return references.metricValue(call, caller);
  }

  @Override
  public boolean incremental() {
    return false;
  }

  @Override
  public String highWaterMark(String column) {
    return "null";
  }

  @Override
  public TemplateDatabase database() {
    return database;
  }

  @Override
  public boolean executing() {
    return true;
  }

  Set<Node> ephemerals() {
    return ephemerals;
  }
}
