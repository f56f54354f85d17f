package io.tidemark.project.properties;

import io.tidemark.project.config.ConfigValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a table of a source in another database is copied into the target: Tidemark's own {@code
 * load}, the table's over the source's, key by key, checked. What is not said has its default.
 *
 * @param into the schema of the copy; the source's name where it is not said
 * @param uniqueKey the columns that tell one row from another; empty where it is not said
 * @param watermark the column that grows with every change of a row; null for a whole copy
 * @param lookback how far below the last mark rows are read again: an interval as PostgreSQL takes
 *     it, or a number; null for not at all
 * @param columns which columns are copied
 * @param where a condition for the rows, in the SQL of the other database; null for all rows
 * @param deletes what becomes of rows that are gone at the source
 * @param onSchemaChange what becomes of columns that are new or gone at the source
 * @param parallel how many ranges are read at once, at least 1
 * @param chunkSize how many rows are committed together, at least 1
 * @param empty true if a copy that is missing is made without rows, and one that is there is left
 *     as it is: dbt's {@code --empty}
 * @param written each option that somebody wrote, with its place
 */
public record SourceLoad(
    String into,
    List<String> uniqueKey,
    @Nullable String watermark,
    @Nullable String lookback,
    Columns columns,
    @Nullable String where,
    Deletes deletes,
    SchemaChange onSchemaChange,
    int parallel,
    long chunkSize,
    boolean empty,
    Map<String, ConfigValue> written) {

  /** How many ranges are read at once where nothing is said. */
  public static final int DEFAULT_PARALLEL = 1;

  /** More than this many sessions on somebody's production database are a mistake. */
  public static final int MOST_PARALLEL = 64;

  /** How many rows are committed together where nothing is said. */
  public static final long DEFAULT_CHUNK_SIZE = 50_000;

  /** Copies the collections, in their order. */
  public SourceLoad {
    uniqueKey = List.copyOf(uniqueKey);
    written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
  }

  /** The same for a run that makes relations and fills none. */
  public SourceLoad withoutRows() {
    return new SourceLoad(
        into,
        uniqueKey,
        watermark,
        lookback,
        columns,
        "false",
        deletes,
        onSchemaChange,
        1,
        chunkSize,
        true,
        written);
  }

  /**
   * Which columns are copied.
   *
   * @param names the columns
   * @param included true if they are the ones, false if they are all but those
   */
  public record Columns(List<String> names, boolean included) {

    /** Every column. */
    public static final Columns ALL = new Columns(List.of(), false);

    /** Copies the list. */
    public Columns {
      names = List.copyOf(names);
    }

    /** True if a column is copied; a name may be written in another case of letters. */
    public boolean have(String column) {
      return names.stream().anyMatch(column::equalsIgnoreCase) == included;
    }
  }

  /** What becomes of rows that are gone at the source. */
  public enum Deletes {
    /** They stay. */
    IGNORE("ignore"),
    /** They are deleted in the copy, too. */
    REMOVE("remove"),
    /** They stay, with the time at which that was seen. */
    MARK("mark");

    private final String word;

    Deletes(String word) {
      this.word = word;
    }

    /** As users write it. */
    public String word() {
      return word;
    }

    /** The one of a word. */
    public static Optional<Deletes> named(String word) {
      return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }
  }

  /** What becomes of columns that are new or gone at the source, by dbt's names. */
  public enum SchemaChange {
    /** New ones are not copied. */
    IGNORE("ignore"),
    /** Any difference is an error. */
    FAIL("fail"),
    /** New ones are added; vanished ones stay. */
    APPEND_NEW_COLUMNS("append_new_columns"),
    /** The copy gets the source's columns. */
    SYNC_ALL_COLUMNS("sync_all_columns");

    private final String word;

    SchemaChange(String word) {
      this.word = word;
    }

    /** As users write it. */
    public String word() {
      return word;
    }

    /** The one of a word. */
    public static Optional<SchemaChange> named(String word) {
      return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }
  }
}
