package io.tidemark.load.increment;

import java.util.Arrays;
import java.util.Optional;

/** What {@code on_schema_change} may be, by dbt's names. */
public enum OnSchemaChange {
  /** The target's columns are written; new ones are left out; a vanished one is an error. */
  IGNORE("ignore"),
  /** Any difference is an error. */
  FAIL("fail"),
  /** New columns are added; vanished ones stay and get NULL. */
  APPEND_NEW_COLUMNS("append_new_columns"),
  /** The target gets the model's columns and types. */
  SYNC_ALL_COLUMNS("sync_all_columns");

  private final String dbtName;

  OnSchemaChange(String dbtName) {
    this.dbtName = dbtName;
  }

  /** The name as users write it. */
  public String dbtName() {
    return dbtName;
  }

  /** The behaviour of that name. */
  public static Optional<OnSchemaChange> named(String name) {
    return Arrays.stream(values()).filter(value -> value.dbtName.equals(name)).findFirst();
  }
}
