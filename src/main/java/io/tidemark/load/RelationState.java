package io.tidemark.load;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the books say of a relation.
 *
 * @param schema its schema
 * @param name its name
 * @param node the unique id of the model that was last loaded into it
 * @param lastSuccess when a load was last completed; null if none ever was
 * @param lastRows how many rows that one had; null likewise
 * @param marks its high-water marks
 * @param pending a load that is not completed, or null
 */
public record RelationState(
    String schema,
    String name,
    String node,
    @Nullable Instant lastSuccess,
    @Nullable Long lastRows,
    List<Mark> marks,
    @Nullable Pending pending) {

  /** Copies the list. */
  public RelationState {
    marks = List.copyOf(marks);
  }

  /**
   * The greatest value that was loaded.
   *
   * @param column the watermark column
   * @param value as PostgreSQL writes it; null if there was only NULL
   * @param type the column's type
   */
  public record Mark(String column, @Nullable String value, String type) {}

  /**
   * A load that somebody left, or that is going on.
   *
   * @param rows how many rows the frozen increment has
   * @param rowsLoaded how many of them are in the relation
   * @param frozenAt when it was frozen
   * @param movedAt when its last chunk was committed
   * @param invocationId the run that froze it
   */
  public record Pending(
      long rows, long rowsLoaded, Instant frozenAt, Instant movedAt, String invocationId) {}
}
