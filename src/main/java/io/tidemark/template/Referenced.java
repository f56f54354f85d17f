package io.tidemark.template;

import io.tidemark.postgres.Relation;

/**
 * What stands in the SQL for another node.
 *
 * @param relation what the node becomes, or would become
 * @param sql what is printed: the relation's name, or for an ephemeral model its CTE's
 */
public record Referenced(Relation relation, String sql) {

  /** A node that is a relation. */
  public static Referenced relation(Relation relation) {
    return new Referenced(relation, relation.sql());
  }
}
