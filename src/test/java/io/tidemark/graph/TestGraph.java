package io.tidemark.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A graph for tests, of nodes that were never in a file. */
public final class TestGraph {

  private final Map<String, Selectable> nodes = new LinkedHashMap<>();
  private final Map<String, Collection<String>> upstreams = new LinkedHashMap<>();

  /** Adds a model. */
  public TestGraph with(ModelBuilder model) {
    Node node = model.build();
    nodes.put(node.uniqueId(), node);
    upstreams.put(node.uniqueId(), node.dependsOn());
    return this;
  }

  /** Adds a source's table. */
  public TestGraph with(SourceBuilder source) {
    SourceNode node = source.build();
    nodes.put(node.uniqueId(), node);
    upstreams.put(node.uniqueId(), List.of());
    return this;
  }

  /** The nodes by id, in the order in which they were added. */
  public Map<String, Selectable> nodes() {
    return new LinkedHashMap<>(nodes);
  }

  /** Who reads whom. */
  public Dag dag() {
    return Dag.of(upstreams);
  }

  /** Ids as a person would write them: {@code model.shop.orders} is {@code orders}. */
  public List<String> names(Collection<String> ids) {
    List<String> names = new ArrayList<>();
    ids.forEach(id -> names.add(id.replaceFirst("^(model|source)\\.[^.]+\\.", "")));
    return names;
  }
}
