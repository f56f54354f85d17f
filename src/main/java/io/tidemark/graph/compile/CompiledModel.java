package io.tidemark.graph.compile;

import io.tidemark.graph.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A model's SQL as it runs.
 *
 * @param sql all of it
 * @param ephemerals the ephemeral models whose SQL stands at its head, each after those that it
 *     reads, with that SQL as it stands there
 * @param whole the same models as each would be alone, with those that it reads at its own head
 * @param macros the unique ids of the macros that its template has called itself, in the order of
 *     the calls
 */
public record CompiledModel(
    String sql, Map<Node, String> ephemerals, Map<Node, String> whole, Set<String> macros) {

  /** One of whose macros nothing is said. */
  public CompiledModel(String sql, Map<Node, String> ephemerals, Map<Node, String> whole) {
    this(sql, ephemerals, whole, Set.of());
  }

  /** Copies the collections, in their order. */
  public CompiledModel {
    ephemerals = Collections.unmodifiableMap(new LinkedHashMap<>(ephemerals));
    macros = Collections.unmodifiableSet(new LinkedHashSet<>(macros));
    whole = Collections.unmodifiableMap(new LinkedHashMap<>(whole));
  }
}
