package io.tidemark.graph.select;

/** Which tests come with nodes that are selected, by dbt's names. */
public enum IndirectSelection {
  /** All that read any of them. */
  EAGER,
  /** Those that read nothing else. */
  CAUTIOUS,
  /** Those that read nothing else but what comes before them. */
  BUILDABLE,
  /** None: only tests that are selected themselves. */
  EMPTY
}
