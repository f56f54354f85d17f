package io.tidemark.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL writes them.
 *
 * @param columns their names
 * @param numeric for each whether it holds numbers
 * @param whole for each whether its numbers are whole by its type: an integer
 * @param rows each value as text, null for NULL
 * @param changed how many rows a statement changed; -1 for one that gave rows
 */
public record RowSet(
    List<String> columns,
    List<Boolean> numeric,
    List<Boolean> whole,
    List<List<@Nullable String>> rows,
    long changed) {

  /** What a statement gives that has no rows. */
  static RowSet none(long changed) {
    return new RowSet(List.of(), List.of(), List.of(), List.of(), changed);
  }
}
