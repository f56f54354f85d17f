package io.tidemark.transfer.column;

import io.tidemark.load.increment.LoadException;
import io.tidemark.project.problem.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds columns by the names that a user has written: exact, or in lower case where that is no
 * column, as in SQL without quotes.
 */
final class ColumnNames {

  private static final int SHOWN = 20;

  private final SourceTable table;

  ColumnNames(SourceTable table) {
    this.table = table;
  }

  /**
   * The column of that name.
   *
   * @param key the setting that names it
   * @throws LoadException if there is none
   */
  SourceColumn find(String name, String key) {
    return exact(name)
        .or(() -> exact(name.toLowerCase(Locale.ROOT)))
        .orElseThrow(() -> missing(name, key));
  }

  private Optional<SourceColumn> exact(String name) {
    return table.columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private LoadException missing(String name, String key) {
    List<String> names = table.names();
    return new LoadException(
            "%s names \"%s\", which is no column of %s at the source"
                .formatted(key, name, table.relation().display()),
            NearestName.question(name, names)
                .orElse(
                    "Its columns are "
                        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                        + (names.size() > SHOWN ? ", …" : "")
                        + "."))
        .about(key, name);
  }
}
