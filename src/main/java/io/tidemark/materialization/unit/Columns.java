package io.tidemark.materialization.unit;

import io.tidemark.graph.UnitTestRows;
import io.tidemark.postgres.Column;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that rows of a unit test may name, in whatever case. */
final class Columns {

  private final Map<String, Column> byName = new LinkedHashMap<>();

  Columns(List<Column> columns) {
    columns.forEach(column -> byName.put(key(column.name()), column));
  }

  /** All of them, in their order. */
  List<Column> all() {
    return new ArrayList<>(byName.values());
  }

  /**
   * Checks that rows name no others.
   *
   * @param what whose columns they are, for the error
   */
  void check(List<Map<String, @Nullable Object>> rows, String what, UnitTestRows written) {
    named(rows, what, written);
  }

  /** Those of them that rows name, in the order of the rows. */
  Columns named(List<Map<String, @Nullable Object>> rows, String what, UnitTestRows written) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.keySet()));
    List<Column> named = new ArrayList<>();
    for (String name : names) {
      Column column = byName.get(key(name));
      if (column == null) {
        List<String> known = byName.values().stream().map(Column::name).toList();
        throw new ProjectException(
            Problem.of(
                    "Invalid column name: '%s' in unit test fixture for %s".formatted(name, what))
                .at(written.place())
                .found("Accepted columns for %s are: %s.".formatted(what, String.join(", ", known)))
                .next(NearestName.question(name, known).orElse(null)));
      }
      named.add(column);
    }
    return new Columns(named);
  }

  /** A row's values by the columns' names. */
  static Map<String, @Nullable Object> byKey(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    row.forEach((name, value) -> values.put(key(name), value));
    return values;
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
