package io.tidemark.graph;

import io.tidemark.project.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are written down for a unit test.
 *
 * @param format how
 * @param rows the rows, wherever they stand; empty for {@code sql}. The first row that has all its
 *     values is before all others: dbt puts it there, as other databases take a column's type from
 *     its first row
 * @param text the text of the rows, for {@code sql}; null otherwise
 * @param fixture the name of the file that holds them; null where they stand in the properties file
 * @param place where
 */
public record UnitTestRows(
    Format format,
    List<Map<String, @Nullable Object>> rows,
    @Nullable String text,
    @Nullable String fixture,
    Place place) {

  /** How rows are written down. */
  public enum Format {
    /** As YAML mappings of columns to values. */
    DICT,
    /** As CSV with a header. */
    CSV,
    /** As a SELECT. */
    SQL
  }

  /** Copies the rows. */
  public UnitTestRows {
    List<Map<String, @Nullable Object>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
    for (int i = 0; i < copy.size(); i++) {
      if (!copy.get(i).containsValue(null)) {
        Collections.swap(copy, 0, i);
        break;
      }
    }
    rows = Collections.unmodifiableList(copy);
  }
}
