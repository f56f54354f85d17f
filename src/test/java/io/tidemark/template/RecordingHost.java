package io.tidemark.template;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.NodeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A node that is {@code db.marts.orders}, and for which every other node is there. */
final class RecordingHost implements TemplateHost {

  final List<ConfigLayer> layers = new ArrayList<>();
  final List<RefCall> refs = new ArrayList<>();
  boolean incremental;
  NodeConfig config = NodeConfig.empty();

  /** What the only {@code config()} of the template says of a key. */
  ConfigValue configured(String key) {
    return Objects.requireNonNull(layers.get(0).values().get(key));
  }

  @Override
  public Relation self() {
    return new Relation("db", "marts", "orders");
  }

  @Override
  public NodeConfig config() {
    return config;
  }

  @Override
  public void configure(ConfigLayer layer) {
    layers.add(layer);
  }

  @Override
  public Referenced ref(RefCall call) {
    refs.add(call);
    return Referenced.relation(new Relation("db", "staging", call.name()));
  }

  @Override
  public Referenced source(SourceCall call) {
    return Referenced.relation(new Relation("db", call.source(), call.table()));
  }

  @Override
  public Relation function(FunctionCall call) {
    return new Relation("db", "functions", call.name());
  }

  @Override
  public MetricValue metric(MetricCall call) {
    return new MetricValue(call.name(), Map.of());
  }

  @Override
  public boolean incremental() {
    return incremental;
  }

  @Override
  public String highWaterMark(String column) {
    return incremental ? "<" + column + ">" : "null";
  }

  @Override
  public boolean executing() {
    return true;
  }
}
