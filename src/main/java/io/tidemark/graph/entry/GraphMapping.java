package io.tidemark.graph.entry;

import io.tidemark.graph.Descriptions;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.template.NodeEntries;
import io.tidemark.template.OwnCopy;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What templates know as {@code graph}: dbt's manifest, by kind and unique id. Empty while the
 * project is read, as in dbt; made when somebody first looks into it. Thread-safe.
 */
public final class GraphMapping extends AbstractMap<String, @Nullable Object>
    implements NodeEntries {

  private final Map<String, @Nullable Object> content =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private @Nullable Supplier<Map<String, Object>> source;
  private volatile @Nullable Function<String, Map<String, @Nullable Object>> nodes;

  /** From now on it is the graph of this manifest. */
  public synchronized void show(Manifest manifest, Descriptions descriptions) {
    Entries entries = new Entries(manifest, descriptions, 0);
    source = () -> content(manifest, entries);
    nodes =
        id -> {
          Node node = manifest.nodes().get(id);
          return node == null ? Map.of() : entries.of(node);
        };
  }

  @Override
  public Map<String, @Nullable Object> entry(String uniqueId) {
    Function<String, Map<String, @Nullable Object>> known = nodes;
    return known == null ? Map.of() : known.apply(uniqueId);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return content().entrySet();
  }

  @Override
  public @Nullable Object get(Object key) {
    return content().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return content().containsKey(key);
  }

  /** Packages keep there what a node has found out for another one. */
  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    return content()
        .put(
            key,
            value instanceof Map<?, ?> map
                ? Collections.synchronizedMap(new LinkedHashMap<>(map))
                : value);
  }

  private synchronized Map<String, @Nullable Object> content() {
    Supplier<Map<String, Object>> maker = source;
    if (maker != null) {
      source = null;
      // Templates change what they find there, as they may in dbt.
      content.putAll(OwnCopy.of(maker.get()));
    }
    return content;
  }

  private static Map<String, Object> content(Manifest manifest, Entries entries) {
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("exposures", each(manifest.declarations(ResourceType.EXPOSURE), entries));
    graph.put("groups", each(manifest.declarations(ResourceType.GROUP), entries));
    graph.put("metrics", each(manifest.declarations(ResourceType.METRIC), entries));
    Map<String, Node> nodes = new LinkedHashMap<>(manifest.nodes());
    nodes.putAll(manifest.hooks());
    Map<String, Node> functions = new LinkedHashMap<>(nodes);
    functions.values().removeIf(node -> node.type() != ResourceType.FUNCTION);
    nodes.keySet().removeAll(functions.keySet());
    graph.put("nodes", each(nodes, entries));
    graph.put("sources", each(manifest.sources(), entries));
    graph.put("semantic_models", each(manifest.declarations(ResourceType.SEMANTIC_MODEL), entries));
    graph.put("functions", each(functions, entries));
    graph.put("saved_queries", each(manifest.declarations(ResourceType.SAVED_QUERY), entries));
    return graph;
  }

  private static Map<String, Object> each(Map<String, ? extends Selectable> all, Entries entries) {
    Map<String, Object> made = new LinkedHashMap<>();
    all.forEach((id, one) -> made.put(id, entries.of(one)));
    return made;
  }
}
