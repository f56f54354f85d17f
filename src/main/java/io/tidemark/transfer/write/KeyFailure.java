package io.tidemark.transfer.write;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.StatementException;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import java.util.List;

/** What the target refuses because a key does not tell rows apart. */
final class KeyFailure {

  private static final String UNIQUE_KEY = "unique_key";
  private static final String NOT_NULL_VIOLATION = "23502";
  private static final String MET_TWICE = "21000";

  private KeyFailure() {}

  /** The failure, told as the key's where it is. */
  static RuntimeException of(StatementException failure, CopyShape shape) {
    String state = failure.sqlState();
    List<String> key = shape.key().stream().map(CopyColumn::name).toList();
    if (state.equals(NOT_NULL_VIOLATION)) {
      String column = SqlFailure.of(failure.failure()).column();
      if (column != null && key.contains(column)) {
        return located(
            new LoadException(
                "unique_key column \"" + column + "\" is NULL in a row of the source",
                "Name columns that each row has, or leave such rows out with where."),
            failure);
      }
    }
    if (state.equals(MET_TWICE)) {
      return located(
          new LoadException(
              "two rows of the source have the same unique_key (" + String.join(", ", key) + ")",
              "Name columns that tell the rows apart, or make the rows unique with where."),
          failure);
    }
    return failure;
  }

  private static LoadException located(LoadException what, StatementException failure) {
    LoadException located = what.about(UNIQUE_KEY);
    located.initCause(failure);
    return located;
  }
}
