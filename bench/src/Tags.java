import io.tidemark.postgres.SqlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the tags of the files in {@code bench/sql/method} stand for.
 *
 * @param columns of the target and of the staging table
 */
record Tags(Shape shape, List<String> columns) {

  /** The values of one statement's tags. */
  Map<String, Object> values(String increment, boolean filter) {
    Map<String, Object> values = new HashMap<>();
    values.put("target", new SqlText(MethodStages.TARGET));
    values.put("staging", new SqlText(MethodStages.STAGING));
    values.put("increment", new SqlText(increment));
    values.put("filter", filter);
    values.put("keys", SqlText.join(", ", shape.key()));
    values.put("match", joined(" and ", shape.key(), key -> "target." + key + " = staging." + key));
    values.put("columns", SqlText.join(", ", columns));
    values.put("staging_columns", joined(", ", columns, column -> "staging." + column));
    values.put("assignments", joined(", ", columns, column -> column + " = staging." + column));
    values.put(
        "excluded_assignments", joined(", ", columns, column -> column + " = excluded." + column));
    values.put("current_row", row("target"));
    values.put("staging_row", row("staging"));
    values.put("excluded_row", row("excluded"));
    return values;
  }

  private SqlText row(String of) {
    return new SqlText("row(" + joined(", ", columns, column -> of + "." + column) + ")::record");
  }

  private static SqlText joined(
      String separator, List<String> names, UnaryOperator<String> written) {
    return SqlText.join(separator, names.stream().map(written).toList());
  }
}
