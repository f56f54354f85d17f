package io.tidemark.load.increment;

import java.util.Arrays;
import java.util.Optional;

/** What {@code incremental_strategy} may be, by dbt's names. */
public enum Strategy {
  /** Adds every row. */
  APPEND("append"),
  /** Replaces the rows that have a key of the increment's. */
  DELETE_INSERT("delete+insert"),
  /** Updates the rows that are there, adds the others. */
  MERGE("merge");

  private final String dbtName;

  Strategy(String dbtName) {
    this.dbtName = dbtName;
  }

  /** The name as users write it. */
  public String dbtName() {
    return dbtName;
  }

  /** The strategy of that name. */
  public static Optional<Strategy> named(String name) {
    return Arrays.stream(values()).filter(strategy -> strategy.dbtName.equals(name)).findFirst();
  }
}
