package io.tidemark.transfer.plan;

import java.util.Arrays;
import java.util.Optional;

/** What {@code deletes} of a source may be: what becomes of rows that the source no longer has. */
public enum Deletes {
  /** They stay in the copy. Nothing is looked for. */
  IGNORE("ignore"),
  /** They are deleted from the copy. All keys of the source are read for that, in each run. */
  REMOVE("remove"),
  /**
   * They stay, with the time at which that was seen in {@link #MARK_COLUMN}. Reads all keys too.
   */
  MARK("mark");

  /** The column of the copy that {@link #MARK} keeps; NULL for a row that the source has. */
  public static final String MARK_COLUMN = "_tidemark_deleted_at";

  private final String word;

  Deletes(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  /** The behaviour of that name. */
  public static Optional<Deletes> named(String word) {
    return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
  }
}
