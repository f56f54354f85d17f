package io.tidemark.load.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
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

  /** Recorded by hand with 20,000 texts, commons-csv gives the rows of Python's module too. */
  @Test
  void rowsAreThoseOfAnotherReaderHoweverFewBytesComeAtATime() throws IOException {
    Random random = new Random(4);
    for (int i = 0; i < 3000; i++) {
      String text = text(random);
      assertThat(rows(new FewAtATime(text, random)))
          .as("%s", text.replace("\n", "\\n").replace("\r", "\\r"))
          .isEqualTo(rowsOfCommonsCsv(text));
    }
  }

  @Test
  void aRowMayBeLongerThanWhatIsReadAtOnce() throws IOException {
    String field = "0123456789\"\"é\n".repeat(20_000);
    String text = "a,b\n" + "x,y\n".repeat(30_000) + "1,\"" + field + "\"\nlast,\"\"\n";
    List<List<String>> rows = rows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(rows).hasSize(30_003);
    assertThat(rows.get(30_001)).containsExactly("1", field.replace("\"\"", "\""));
    assertThat(rows.get(30_002)).containsExactly("last", "");
  }

  @Test
  void aRowKnowsTheLineAtWhichItBegins() throws IOException {
    String text = "a\r\n\"b\r\nc\",d\n\ne\n\"f\n";
    List<Long> lines = new ArrayList<>();
    try (SeedRows rows = open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      while (rows.next()) {
        lines.add(rows.line());
      }
    }

    assertThat(lines).containsExactly(1L, 2L, 4L, 5L, 6L);
  }

  private static String text(Random random) {
    String[] parts = {
      "\"", "\"\"", ",", "\n", "\r", "\r\n", "a", "bc", " ", "é", "𝄞", "1.5", ",,"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(25); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  private static SeedRows open(InputStream bytes) {
    return new SeedRows(new SeedFile("seeds/x.csv", Path.of("x.csv"), ','), bytes);
  }

  private static List<List<String>> rows(InputStream bytes) {
    List<List<String>> found = new ArrayList<>();
    try (SeedRows rows = open(bytes)) {
      while (rows.next()) {
        found.add(rows.fields());
      }
    }
    return found;
  }

  private static List<List<String>> rowsOfCommonsCsv(String text) throws IOException {
    List<List<String>> found = new ArrayList<>();
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .setLenientEof(true)
            .get();
    try (CSVParser parser = format.parse(new StringReader(lines))) {
      for (CSVRecord row : parser) {
        List<String> fields = row.toList();
        found.add(fields.equals(List.of("")) ? List.of() : fields);
      }
    }
    return found;
  }

  /** Gives a few bytes at each reading, so that every place is once an end of what is there. */
  private static final class FewAtATime extends InputStream {

    private final ByteArrayInputStream bytes;
    private final Random random;

    FewAtATime(String text, Random random) {
      this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      this.random = random;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, Math.min(length, 1 + random.nextInt(3)));
    }
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
