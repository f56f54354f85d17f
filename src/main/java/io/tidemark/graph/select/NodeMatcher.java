package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.List;

/** Tells the nodes that a method's value means. Immutable. */
interface NodeMatcher {

  /** Whether the node is meant. */
  boolean matches(Selectable node);

  /** Values, without wildcards, that would mean the node; empty where none could. */
  List<String> valuesOf(Selectable node);
}
