package io.tidemark.load;

import io.tidemark.load.increment.UniqueKey;
import io.tidemark.postgres.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to build a table from nothing.
 *
 * @param node the model's unique id
 * @param target the table
 * @param sql the model's compiled query
 * @param text writes the statement that creates the table, where it is not the engine's own
 * @param unlogged true if a crash of the server may empty it
 * @param indexes what the model asks for
 * @param uniqueKey the key that gets a unique index; {@link UniqueKey#NONE} where none is wanted
 * @param enforceKey true if repeated keys are an error
 * @param watermarks columns whose greatest value is recorded
 * @param invocationId the run
 */
public record TableRequest(
    String node,
    Relation target,
    String sql,
    @Nullable TableText text,
    boolean unlogged,
    List<IndexDefinition> indexes,
    UniqueKey uniqueKey,
    boolean enforceKey,
    List<String> watermarks,
    String invocationId) {

  /** Copies the lists. */
  public TableRequest {
    indexes = List.copyOf(indexes);
    watermarks = List.copyOf(watermarks);
  }
}
