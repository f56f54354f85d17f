package io.tidemark.load.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A file's text is divided into rows and fields as Python's csv module does; recorded answers. */
class SeedRowsTest {

  @Test
  void rowsAreThoseOfPythonsCsvModule() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : answers()) {
      JsonNode answer = new ObjectMapper().readTree(line);
      char delimiter = answer.get("delimiter").textValue().charAt(0);
      SeedFile file = new SeedFile("seeds/x.csv", Path.of("x.csv"), delimiter);
      byte[] bytes = answer.get("text").textValue().getBytes(StandardCharsets.UTF_8);
      List<List<String>> found = new ArrayList<>();
      try (SeedRows rows = new SeedRows(file, new ByteArrayInputStream(bytes))) {
        while (rows.next()) {
          found.add(rows.fields());
        }
      }
      if (!found.equals(expected(answer.get("rows")))) {
        wrong.add(line + " but was " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A line with nothing but an empty field is no other row than an empty line. */
  private static List<List<String>> expected(JsonNode rows) {
    List<List<String>> expected = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> fields = new ArrayList<>();
      row.forEach(field -> fields.add(field.textValue()));
      expected.add(fields.equals(List.of("")) ? List.of() : fields);
    }
    return expected;
  }

  private static List<String> answers() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SeedRowsTest.class.getResourceAsStream("csv.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
