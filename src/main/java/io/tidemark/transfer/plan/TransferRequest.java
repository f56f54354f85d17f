package io.tidemark.transfer.plan;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Relation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One table of another database that is to be copied into the target. Names of columns are as the
 * user wrote them: exact, or in another case of letters where that is no column's name. Whether
 * they exist, and whether types fit, is found out before a row is read.
 *
 * @param node the unique id of the node, such as {@code source.shop.raw.orders}
 * @param source the table, in the database that the source's sessions are connected to
 * @param target the copy; its schema is made where it is missing
 * @param uniqueKey the columns that tell rows apart; empty if there is no key
 * @param watermark the column that grows whenever a row changes; null: the table is copied whole
 *     each time
 * @param lookback how far below the mark is read again: an interval of PostgreSQL ({@code 1 hour})
 *     for a time, days ({@code 3} or {@code 3 days}) for a date, a number for a number; null for
 *     none. Needs a watermark and a key
 * @param columns which columns are copied
 * @param where a condition on the source's rows in the source's SQL; null for all rows
 * @param deletes what becomes of rows that the source no longer has; other than {@link
 *     Deletes#IGNORE} needs a key
 * @param schemaChange what happens when the source's columns are no longer the copy's
 * @param parallel in how many ranges a large table is read at the same time, at most; at least 1
 * @param chunkSize how many rows go into one transaction, about
 * @param fullRefresh true if the copy is built anew; an unfinished transfer is discarded then
 * @param invocationId the run
 */
public record TransferRequest(
    String node,
    Relation source,
    Relation target,
    List<String> uniqueKey,
    @Nullable String watermark,
    @Nullable String lookback,
    ColumnChoice columns,
    @Nullable String where,
    Deletes deletes,
    OnSchemaChange schemaChange,
    int parallel,
    ChunkSize chunkSize,
    boolean fullRefresh,
    String invocationId) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if {@code parallel} is less than 1
   */
  public TransferRequest {
    uniqueKey = List.copyOf(uniqueKey);
    if (parallel < 1) {
      throw new IllegalArgumentException("a table is read in at least one part, not " + parallel);
    }
  }

  /**
   * Tells which rows and columns these settings mean from what others would mean; how fast, and
   * what happens on a change, is not in it. An unfinished transfer is only continued under the
   * settings that it was begun with.
   */
  public String settingsHash() {
    return Digest.hex(
        String.join(
            "\n",
            source.sql(),
            uniqueKey.toString(),
            Objects.toString(watermark),
            columns.toString(),
            Objects.toString(where)),
        32);
  }

  /** Starts a request: a whole copy of all columns in chunks of the default size. */
  public static Builder builder(String node, Relation source, Relation target) {
    return new Builder(node, source, target);
  }

  /** Collects a {@link TransferRequest}; not thread-safe. */
  public static final class Builder {
    private final String node;
    private final Relation source;
    private final Relation target;
    private List<String> uniqueKey = List.of();
    private @Nullable String watermark;
    private @Nullable String lookback;
    private ColumnChoice columns = ColumnChoice.ALL;
    private @Nullable String where;
    private Deletes deletes = Deletes.IGNORE;
    private OnSchemaChange schemaChange = OnSchemaChange.IGNORE;
    private int parallel = 1;
    private ChunkSize chunkSize = ChunkSize.DEFAULT;
    private boolean fullRefresh;
    private String invocationId = "";

    private Builder(String node, Relation source, Relation target) {
      this.node = node;
      this.source = source;
      this.target = target;
    }

    /** The columns that tell rows apart. */
    public Builder uniqueKey(List<String> names) {
      this.uniqueKey = names;
      return this;
    }

    /** The column that grows whenever a row changes. */
    public Builder watermark(@Nullable String name) {
      this.watermark = name;
      return this;
    }

    /** How far below the mark is read again. */
    public Builder lookback(@Nullable String distance) {
      this.lookback = distance;
      return this;
    }

    /** Which columns are copied. */
    public Builder columns(ColumnChoice choice) {
      this.columns = choice;
      return this;
    }

    /** A condition in the source's SQL. */
    public Builder where(@Nullable String condition) {
      this.where = condition;
      return this;
    }

    /** What becomes of rows that the source no longer has. */
    public Builder deletes(Deletes what) {
      this.deletes = what;
      return this;
    }

    /** What happens when the source's columns are no longer the copy's. */
    public Builder schemaChange(OnSchemaChange behaviour) {
      this.schemaChange = behaviour;
      return this;
    }

    /** In how many ranges the table is read at the same time, at most. */
    public Builder parallel(int ranges) {
      this.parallel = ranges;
      return this;
    }

    /** How many rows go into one transaction, about. */
    public Builder chunkSize(ChunkSize size) {
      this.chunkSize = size;
      return this;
    }

    /** Whether the copy is built anew. */
    public Builder fullRefresh(boolean anew) {
      this.fullRefresh = anew;
      return this;
    }

    /** The run. */
    public Builder invocationId(String id) {
      this.invocationId = id;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException as {@link TransferRequest} does
     */
    public TransferRequest build() {
      return new TransferRequest(
          node,
          source,
          target,
          uniqueKey,
          watermark,
          lookback,
          columns,
          where,
          deletes,
          schemaChange,
          parallel,
          chunkSize,
          fullRefresh,
          invocationId);
    }
  }
}
