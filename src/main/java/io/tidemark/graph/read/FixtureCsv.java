package io.tidemark.graph.read;

import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows of unit tests that are written as CSV, their first line the names of the columns. */
final class FixtureCsv {

  private static final CSVFormat CSV =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .get();

  private FixtureCsv() {}

  /**
   * The rows; a field in which nothing stands is null.
   *
   * @throws ProjectException if the text is no CSV
   */
  static List<Map<String, @Nullable Object>> rows(String text, Place place) {
    List<Map<String, @Nullable Object>> rows = texts(text, place);
    rows.forEach(row -> row.replaceAll((name, value) -> "".equals(value) ? null : value));
    return rows;
  }

  /**
   * The rows; a field in which nothing stands is an empty text, one that is missing is null.
   *
   * @throws ProjectException if the text is no CSV
   */
  static List<Map<String, @Nullable Object>> texts(String text, Place place) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text.strip(), CSV)) {
      List<String> names = parser.getHeaderNames();
      for (CSVRecord line : parser) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          row.put(names.get(i).strip(), i < line.size() ? line.get(i) : null);
        }
        rows.add(row);
      }
      return rows;
    } catch (IllegalArgumentException | UncheckedIOException | IOException e) {
      throw new ProjectException(
          Problem.of("The rows of a unit test are no CSV")
              .at(place)
              .found(String.valueOf(e.getMessage())));
    }
  }
}
