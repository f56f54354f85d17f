package io.tidemark.graph;

/** What a node of the graph is, by dbt's names. */
public enum ResourceType {
  /** A SELECT that becomes a relation. */
  MODEL("model"),
  /** A table that somebody else fills. */
  SOURCE("source"),
  /** A hook at the start or the end of a run. */
  OPERATION("operation");

  private final String dbtName;

  ResourceType(String dbtName) {
    this.dbtName = dbtName;
  }

  /** The name in unique ids, artifacts and {@code --resource-type}. */
  public String dbtName() {
    return dbtName;
  }
}
