package io.tidemark.load.increment;

import io.tidemark.postgres.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to freeze an increment.
 *
 * @param node the model's unique id
 * @param target the model's table, which is there
 * @param sql the model's compiled query, with {@code is_incremental()} true
 * @param sourceHash tells the model's template from a later one
 * @param strategy how dbt would apply the rows
 * @param uniqueKey the key, if the model has one
 * @param updateColumns what a merge updates; null for all columns
 * @param excludeColumns what a merge leaves as it is
 * @param predicates further conditions on the target's rows, as SQL
 * @param chunkSize how many rows go into one transaction
 * @param parallel how many chunks may be applied at the same time, at most; at least 1
 * @param watermarks columns whose greatest value is recorded
 * @param schemaChange what happens when the model's columns are no longer the target's
 * @param promised true if the target's types are promised by a contract: no text is made longer
 * @param invocationId the run
 */
public record LoadRequest(
    String node,
    Relation target,
    String sql,
    String sourceHash,
    Strategy strategy,
    UniqueKey uniqueKey,
    @Nullable List<String> updateColumns,
    List<String> excludeColumns,
    List<String> predicates,
    ChunkSize chunkSize,
    int parallel,
    List<String> watermarks,
    OnSchemaChange schemaChange,
    boolean promised,
    String invocationId) {

  /** Copies the lists. */
  public LoadRequest {
    updateColumns = updateColumns == null ? null : List.copyOf(updateColumns);
    excludeColumns = List.copyOf(excludeColumns);
    predicates = List.copyOf(predicates);
    watermarks = List.copyOf(watermarks);
  }

  /**
   * The request of one batch: applied whole, in one transaction.
   *
   * @param part tells it from the other batches of the run
   */
  public LoadRequest whole(String part) {
    return new LoadRequest(
        node,
        target,
        sql,
        sourceHash + part,
        strategy,
        uniqueKey,
        updateColumns,
        excludeColumns,
        predicates,
        ChunkSize.ALL,
        1,
        watermarks,
        schemaChange,
        promised,
        invocationId);
  }
}
