package io.tidemark.load.book;

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
 * @param blocked a filter that lets no row pass, or null
 */
public record RelationState(
    String schema,
    String name,
    String node,
    @Nullable Instant lastSuccess,
    @Nullable Long lastRows,
    List<Mark> marks,
    @Nullable Pending pending,
    @Nullable Blocked blocked) {

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
   * @param staging the table in the engine's schema that holds the frozen increment
   * @param rows how many rows the frozen increment has
   * @param rowsLoaded how many of them are in the relation
   * @param chunks how many chunks it has
   * @param chunksLoaded how many of them are in the relation
   * @param frozenAt when it was frozen
   * @param movedAt when its last chunk was committed
   * @param invocationId the run that froze it
   * @param process the process that froze it; null if an older version did
   * @param running true if somebody is loading the relation at this moment
   */
  public record Pending(
      String staging,
      long rows,
      long rowsLoaded,
      long chunks,
      long chunksLoaded,
      Instant frozenAt,
      Instant movedAt,
      String invocationId,
      @Nullable FreezingProcess process,
      boolean running) {

    /** How much is loaded, in whole percent. */
    public long percent() {
      return rows == 0 ? 100 : 100 * rowsLoaded / rows;
    }
  }

  /**
   * A filter that lets no row pass, because it compares with the greatest value of a column that is
   * NULL throughout.
   *
   * @param columns the columns
   * @param tableEmpty true if the table has no rows at all
   * @param since when that was first seen
   * @param invocationId the run that saw it last
   */
  public record Blocked(
      List<String> columns, boolean tableEmpty, Instant since, String invocationId) {

    /** Copies the list. */
    public Blocked {
      columns = List.copyOf(columns);
    }
  }
}
