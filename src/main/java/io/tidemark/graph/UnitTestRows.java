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
 * @param rows the rows, for {@code dict}; empty otherwise
 * @param text the text of the rows, for {@code csv} and {@code sql}, wherever it stands; null
 *     otherwise
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
    rows = Collections.unmodifiableList(copy);
  }
}
