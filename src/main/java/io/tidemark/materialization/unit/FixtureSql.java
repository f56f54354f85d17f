package io.tidemark.materialization.unit;

import io.tidemark.postgres.Column;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a unit test as a query, each value of its column's type; what a row leaves out is null.
 */
final class FixtureSql {

  private final Statements statements;

  FixtureSql(Statements statements) {
    this.statements = statements;
  }

  /** The rows that a test expects. */
  String of(Columns columns, List<Map<String, @Nullable Object>> rows) {
    return of(null, columns, rows);
  }

  /**
   * The rows that stand for something, with the very text that dbt writes.
   *
   * @param name what they stand for; null for nothing
   */
  String of(@Nullable String name, Columns columns, List<Map<String, @Nullable Object>> rows) {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("values", values(columns, Columns.byKey(rows.get(i))));
      row.put("last", i == rows.size() - 1);
      shown.add(row);
    }
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("rows", shown);
    tags.put("named", name != null);
    tags.put("fixture", new SqlText(name == null ? "" : name));
    tags.put("none", rows.isEmpty());
    tags.put("values", values(columns, Map.of()));
    String text = statements.render("test/fixture", tags);
    return name == null ? text : "\n" + text;
  }

  /** As dbt writes them; all else is a literal. */
  private static Object value(@Nullable Object value, String type) {
    if (value instanceof Boolean truth) {
      return new SqlText(truth ? "True" : "False");
    }
    return value == null ? new SqlText("null") : ValueSql.of(value, type);
  }

  private static List<Map<String, Object>> values(
      Columns columns, Map<String, @Nullable Object> row) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (Column column : columns.all()) {
      Object value = row.get(Columns.key(column.name()));
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("first", values.isEmpty());
      boolean given = row.containsKey(Columns.key(column.name()));
      shown.put("before", new SqlText(given ? "\n    \n    " : ""));
      shown.put("after", new SqlText(given ? "\n" : ""));
      shown.put("value", value(value, column.type()));
      shown.put("type", new SqlText(ValueSql.type(value, column.type())));
      shown.put("name", column.identifier());
      values.add(shown);
    }
    return values;
  }
}
