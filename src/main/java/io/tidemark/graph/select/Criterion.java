package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Selectable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One criterion: {@code 2+tag:nightly+}.
 *
 * @param head what stands before the value: operators and the method, {@code 2+tag:}
 * @param value what the method is asked for, {@code nightly}
 * @param tail what stands behind the value, {@code +}
 * @param matcher tells the nodes that are meant themselves
 * @param childrensParents whether all descendants and all that those need come with them
 * @param parents how many edges up the nodes come that are read; 0 for none
 * @param children how many edges down the nodes come that read; 0 for none
 */
record Criterion(
    String head,
    String value,
    String tail,
    NodeMatcher matcher,
    boolean childrensParents,
    int parents,
    int children) {

  /** A depth that is not bounded. */
  static final int ALL = Integer.MAX_VALUE;

  /** The head without the method: {@code 2+}. */
  String operators() {
    return head.replaceFirst("[\\w.]+:$", "");
  }

  /** The ids of the nodes that are meant and of those that come with them. */
  Set<String> resolve(Map<String, ? extends Selectable> all, Dag dag) {
    Set<String> meant = new LinkedHashSet<>();
    all.forEach(
        (id, node) -> {
          if (matcher.matches(node)) {
            meant.add(id);
          }
        });
    Surroundings surroundings = new Surroundings(dag);
    Set<String> ids = new LinkedHashSet<>(meant);
    if (childrensParents) {
      Set<String> family = surroundings.descendants(meant, ALL);
      family.addAll(meant);
      ids.addAll(family);
      ids.addAll(surroundings.ancestors(family, ALL));
    }
    ids.addAll(surroundings.ancestors(meant, parents));
    ids.addAll(surroundings.descendants(meant, children));
    return ids;
  }
}
