package io.tidemark.load.increment;

import io.tidemark.postgres.Relation;
import java.util.List;

/**
 * A frozen increment: the rows that one execution of an incremental model has to apply, and how.
 *
 * @param node the model's unique id
 * @param target where the rows go
 * @param staging where they are kept until they are there
 * @param method how they are applied
 * @param uniqueKey the key's columns; empty if there is none
 * @param columns the columns that are written, in the target's order
 * @param updateColumns those of them that a row which is already there takes over
 * @param rows how many rows there are
 * @param pages how many pages the staging table has, or how many chunks of whole keys there are
 * @param chunkPages how many of them make a chunk
 * @param sourceHash tells the model's template as it was when this was frozen
 * @param watermarks the columns whose greatest value is recorded at the seal
 * @param invocationId the run that froze it
 */
public record Increment(
    String node,
    Relation target,
    Relation staging,
    LoadMethod method,
    List<String> uniqueKey,
    List<String> columns,
    List<String> updateColumns,
    long rows,
    long pages,
    long chunkPages,
    String sourceHash,
    List<String> watermarks,
    String invocationId) {

  /** Copies the lists. */
  public Increment {
    uniqueKey = List.copyOf(uniqueKey);
    columns = List.copyOf(columns);
    updateColumns = List.copyOf(updateColumns);
    watermarks = List.copyOf(watermarks);
  }

  /** How many chunks there are, whatever has been loaded of them. */
  public long chunks() {
    return (pages + chunkPages - 1) / chunkPages;
  }
}
