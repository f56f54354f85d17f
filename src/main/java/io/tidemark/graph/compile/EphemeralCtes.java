package io.tidemark.graph.compile;

import io.tidemark.graph.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The ephemeral models that a query reads, as the common table expressions at its head. */
final class EphemeralCtes {

  private final Map<Node, String> sql = new LinkedHashMap<>();
  private final Map<Node, Set<Node>> read = new LinkedHashMap<>();

  /** True if it is among them. */
  boolean has(Node node) {
    return sql.containsKey(node);
  }

  /**
   * Adds one behind those that it reads, which are here.
   *
   * @param direct those that its own text names
   */
  void add(Node node, String text, Iterable<Node> direct) {
    Set<Node> all = new LinkedHashSet<>();
    for (Node one : direct) {
      all.addAll(read.getOrDefault(one, Set.of()));
      all.add(one);
    }
    sql.put(node, text);
    read.put(node, all);
  }

  /** Each one's own SQL, behind that of those that it reads. */
  Map<Node, String> sql() {
    return sql;
  }

  /** Each as it is alone: with those that it reads at its head. */
  Map<Node, String> whole() {
    Map<Node, String> whole = new LinkedHashMap<>();
    sql.forEach((node, text) -> whole.put(node, inject(read.getOrDefault(node, Set.of()), text)));
    return whole;
  }

  /** The query with all of them at its head. */
  String inject(String query) {
    return inject(sql.keySet(), query);
  }

  private String inject(Set<Node> nodes, String query) {
    Map<String, String> ctes = new LinkedHashMap<>();
    nodes.forEach(node -> ctes.put(CompilingHost.cteName(node), sql.getOrDefault(node, "")));
    return CteInjection.inject(ctes, query);
  }
}
