package io.tidemark.materialization.unit;

import io.tidemark.graph.UnitTestRows;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows that are written as mappings or as CSV; in CSV a field in which nothing stands is null. */
final class FixtureRows {

  private static final CSVFormat CSV =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .get();

  private FixtureRows() {}

  /** The rows; none for SQL, which is a query already. */
  static List<Map<String, @Nullable Object>> of(UnitTestRows written) {
    return switch (written.format()) {
      case DICT -> written.rows();
      case CSV -> csv(written, Objects.requireNonNullElse(written.text(), "").strip());
      case SQL -> List.of();
    };
  }

  /**
   * The same, the first row that has all its values before all others: dbt puts it there, as other
   * databases take a column's type from its first row.
   */
  static List<Map<String, @Nullable Object>> wholeFirst(UnitTestRows written) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>(of(written));
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).containsValue(null)) {
        Collections.swap(rows, 0, i);
        break;
      }
    }
    return rows;
  }

  private static List<Map<String, @Nullable Object>> csv(UnitTestRows written, String text) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, CSV)) {
      List<String> names = parser.getHeaderNames();
      for (CSVRecord line : parser) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          String value = i < line.size() ? line.get(i) : "";
          row.put(names.get(i).strip(), value.isEmpty() ? null : value);
        }
        rows.add(row);
      }
      return rows;
    } catch (IllegalArgumentException | UncheckedIOException | IOException e) {
      throw new ProjectException(
          Problem.of("The rows of a unit test are no CSV")
              .at(written.place())
              .found(String.valueOf(e.getMessage())));
    }
  }
}
