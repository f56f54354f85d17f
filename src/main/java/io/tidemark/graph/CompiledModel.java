package io.tidemark.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model's SQL as it runs.
 *
 * @param sql all of it
 * @param ephemerals the ephemeral models whose SQL stands at its head, each after those that it
 *     reads, with that SQL as it stands there
 * @param whole the same models as each would be alone, with those that it reads at its own head
 */
public record CompiledModel(String sql, Map<Node, String> ephemerals, Map<Node, String> whole) {

  /** Copies the maps. */
  public CompiledModel {
    ephemerals = Collections.unmodifiableMap(new LinkedHashMap<>(ephemerals));
    whole = Collections.unmodifiableMap(new LinkedHashMap<>(whole));
  }
}
