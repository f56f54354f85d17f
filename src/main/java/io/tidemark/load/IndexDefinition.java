package io.tidemark.load;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index that a model asks for with dbt-postgres's {@code indexes:}.
 *
 * @param columns what it is on, in order
 * @param unique true if it forbids equal rows
 * @param method {@code btree}, {@code hash}, {@code gin}…; null for the server's default
 */
public record IndexDefinition(List<String> columns, boolean unique, @Nullable String method) {

  /** Copies the list. */
  public IndexDefinition {
    columns = List.copyOf(columns);
  }

  /**
   * A name that no other index of the schema has: the old table keeps its indexes until the swap.
   *
   * @param invocationId the run that makes it
   */
  Identifier name(Relation relation, String invocationId) {
    return new Identifier(Digest.hex(relation.sql() + this + invocationId, 32));
  }
}
