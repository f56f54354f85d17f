package io.tidemark.load.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Columns of made-up fields get the type and the values that agate gives them with dbt's types; its
 * answers were recorded from Debian's python3-agate.
 */
class SeedTypesTest {

  @Test
  void aColumnIsWhatAgateMakesOfIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String line : answers()) {
      JsonNode answer = new ObjectMapper().readTree(line);
      ColumnGuess guess = new ColumnGuess();
      answer.get("fields").forEach(field -> guess.see(field.textValue(), 2));
      SeedType type = guess.type();
      List<@Nullable String> values = new ArrayList<>();
      answer
          .get("fields")
          .forEach(field -> values.add(SeedValue.of(field.textValue(), type, target(type))));
      if (!name(type).equals(answer.get("type").textValue())
          || !same(values, answer.get("values"))) {
        wrong.add(line + " but was " + name(type) + " " + values);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static SeedTarget target(SeedType type) {
    return new SeedTarget(type == SeedType.INTEGER, false, ZoneOffset.UTC);
  }

  private static String name(SeedType type) {
    return switch (type) {
      case INTEGER, FLOAT, DATE, BOOLEAN, TEXT -> type.sql();
      case TIMESTAMP -> "timestamp";
      case ISO_TIMESTAMP -> "iso";
    };
  }

  private static boolean same(List<@Nullable String> values, JsonNode expected) {
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      String wanted = expected.get(i).textValue();
      if (!Objects.equals(value, wanted) && (value == null || !equal(value, wanted))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(String value, @Nullable String wanted) {
    try {
      return wanted != null && new BigDecimal(value).compareTo(new BigDecimal(wanted)) == 0;
    } catch (NumberFormatException noNumbers) {
      return false;
    }
  }

  private static List<String> answers() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SeedTypesTest.class.getResourceAsStream("agate.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
