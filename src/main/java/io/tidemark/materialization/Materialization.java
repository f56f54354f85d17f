package io.tidemark.materialization;

/** A way in which a model's SQL becomes a relation. Implementations have no state. */
public interface Materialization {

  /**
   * Does it. Whatever fails leaves the relation as it was, or (a load in chunks) as far as its
   * checkpoint says.
   *
   * @throws io.tidemark.postgres.StatementException if the server refuses a statement
   * @throws io.tidemark.load.increment.LoadException if the increment can't be applied
   * @throws io.tidemark.project.problem.ProjectException if the template or the config is wrong
   */
  Materialized materialize(Work work);
}
