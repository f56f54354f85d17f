package io.tidemark.graph.select;

import java.util.LinkedHashSet;
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
 * @param mode which tests come with them
 */
record Criterion(
    String head,
    String value,
    String tail,
    NodeMatcher matcher,
    boolean childrensParents,
    int parents,
    int children,
    IndirectSelection mode)
    implements Expression {

  /** A depth that is not bounded. */
  static final int ALL = Integer.MAX_VALUE;

  /** The head without the method: {@code 2+}. */
  String operators() {
    return head.replaceFirst("[\\w.]+:$", "");
  }

  @Override
  public Picked pick(Pool pool) {
    Set<String> selected = around(pool);
    if (mode == IndirectSelection.EMPTY) {
      return new Picked(selected, Set.of());
    }
    Set<String> enough = selected;
    if (mode == IndirectSelection.BUILDABLE) {
      enough = pool.withAncestors(selected);
      enough.addAll(pool.sources());
    }
    Set<String> direct = new LinkedHashSet<>(selected);
    Set<String> waiting = new LinkedHashSet<>();
    for (String test : pool.testsOf(selected)) {
      boolean now = mode == IndirectSelection.EAGER || pool.readsOnly(test, enough);
      (now ? direct : waiting).add(test);
    }
    return new Picked(direct, waiting);
  }

  /** The ids of the nodes that are meant and of those that come with them along the graph. */
  private Set<String> around(Pool pool) {
    Set<String> meant = matcher.of(pool);
    Surroundings surroundings = new Surroundings(pool.dag());
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
