package io.tidemark.load;

import io.tidemark.postgres.Relation;

/** Writes the statement, or the statements, that create and fill a table. */
@FunctionalInterface
public interface TableText {

  /**
   * The text, whose last statement changes as many rows as the table gets.
   *
   * @param relation the table
   */
  String creating(Relation relation);
}
