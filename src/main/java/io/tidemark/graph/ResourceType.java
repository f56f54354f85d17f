package io.tidemark.graph;

import java.util.Arrays;
import java.util.Optional;

/** What a node of the graph is, by dbt's names. */
public enum ResourceType {
  /** A SELECT that becomes a relation. */
  MODEL("model", "models"),
  /** A CSV file that becomes a table. */
  SEED("seed", "seeds"),
  /** A SELECT whose rows are kept with their history. */
  SNAPSHOT("snapshot", "snapshots"),
  /** A SELECT that is compiled and never run. */
  ANALYSIS("analysis", "analyses"),
  /** A function of the database, which models call. */
  FUNCTION("function", "functions"),
  /** A data test: a SELECT of rows that should not be there. */
  TEST("test", "data_tests"),
  /** A model's SQL run on rows that are written down. */
  UNIT_TEST("unit_test", "unit_tests"),
  /** A table that somebody else fills. */
  SOURCE("source", "sources"),
  /** What uses models outside of the project: a dashboard, an application. */
  EXPOSURE("exposure", "exposures"),
  /** A metric; kept, not computed. */
  METRIC("metric", "metrics"),
  /** A semantic model; kept, not used. */
  SEMANTIC_MODEL("semantic_model", "semantic-models"),
  /** A saved query; kept, not run. */
  SAVED_QUERY("saved_query", "saved-queries"),
  /** Who owns nodes, and who may read private models. No node of the graph. */
  GROUP("group", "groups"),
  /** A hook at the start or the end of a run. */
  OPERATION("operation", "");

  private final String dbtName;
  private final String section;

  ResourceType(String dbtName, String section) {
    this.dbtName = dbtName;
    this.section = section;
  }

  /** The name in unique ids, artifacts and {@code --resource-type}. */
  public String dbtName() {
    return dbtName;
  }

  /** True if {@code ls} shows such nodes. */
  public boolean listed() {
    return this != GROUP && this != OPERATION;
  }

  /** What messages call it. */
  public String shownName() {
    return this == TEST ? "data test" : dbtName.replace('_', ' ');
  }

  /** The section of {@code dbt_project.yml} that configures such nodes; empty where none does. */
  public String section() {
    return section;
  }

  /** The type of a name. */
  public static Optional<ResourceType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.dbtName.equals(name)).findFirst();
  }
}
