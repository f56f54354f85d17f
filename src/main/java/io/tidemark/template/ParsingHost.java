package io.tidemark.template;

import io.tidemark.postgres.Relation;
import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.config.NodeConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes what a template asks for while the project is read. For one thread and one template. */
final class ParsingHost implements TemplateHost {

  private final Relation placeholder;
  private final NodeConfig general;
  private final boolean incremental;
  private final List<ConfigLayer> layers = new ArrayList<>();
  private final List<RefCall> refs = new ArrayList<>();
  private final List<SourceCall> sources = new ArrayList<>();
  private final Set<FunctionCall> functions = new LinkedHashSet<>();
  private final Set<String> watermarks = new LinkedHashSet<>();
  private final Set<MetricCall> metrics = new LinkedHashSet<>();

  /**
   * A host that knows no other node yet.
   *
   * @param placeholder what every relation is for now
   * @param general what the project and the properties files configure
   * @param incremental what {@code is_incremental()} says
   */
  ParsingHost(Relation placeholder, NodeConfig general, boolean incremental) {
    this.placeholder = placeholder;
    this.general = general;
    this.incremental = incremental;
  }

  @Override
  public Relation self() {
    return placeholder;
  }

  @Override
  public NodeConfig config() {
    return general;
  }

  @Override
  public void configure(ConfigLayer layer) {
    layers.add(layer);
  }

  @Override
  public Referenced ref(RefCall call) {
    refs.add(call);
    return Referenced.relation(placeholder);
  }

  @Override
  public Referenced source(SourceCall call) {
    sources.add(call);
    return Referenced.relation(placeholder);
  }

  @Override
  public Relation function(FunctionCall call) {
    functions.add(call);
    return placeholder;
  }

  @Override
  public MetricValue metric(MetricCall call) {
    metrics.add(call);
    return new MetricValue(call.name(), Map.of());
  }

  @Override
  public boolean incremental() {
    return incremental;
  }

  @Override
  public String highWaterMark(String column) {
    watermarks.add(column);
    return "null";
  }

  @Override
  public boolean executing() {
    return false;
  }

  Set<String> watermarks() {
    return watermarks;
  }

  ParsedModel parsed(Set<String> macros, Set<String> furtherWatermarks) {
    watermarks.addAll(furtherWatermarks);
    return new ParsedModel(
        layers,
        refs,
        sources,
        new ArrayList<>(functions),
        macros,
        watermarks,
        new ArrayList<>(metrics));
  }
}
