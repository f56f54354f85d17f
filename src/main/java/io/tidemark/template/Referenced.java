package io.tidemark.template;

import io.tidemark.postgres.Relation;

/**
 * What stands in the SQL for another node.
 *
 * @param relation what the node becomes, or would become
 * @param sql what is printed: the relation's name, or for an ephemeral model its CTE's; where a
 *     batch reads it, the sub-select of the batch's rows
 * @param whole what reads all of its rows
 */
public record Referenced(Relation relation, String sql, String whole) {

  /** A node of which all rows are read. */
  public Referenced(Relation relation, String sql) {
    this(relation, sql, sql);
  }

  /** A node that is a relation. */
  public static Referenced relation(Relation relation) {
    return new Referenced(relation, relation.writtenSql());
  }

  /** The same node, of which only some rows are read. */
  public Referenced readAs(String subselect) {
    return new Referenced(relation, subselect, whole);
  }
}
