package io.tidemark.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code show --output json} is what dbt's readers expect. */
class RowsJsonTest {

  @Test
  void numbersAreNumbersAndNullsAreNulls() {
    String json =
        RowsJson.render(
            "orders",
            List.of("id", "name", "amount"),
            List.of(true, false, true),
            List.of(true, false, false),
            List.of(Arrays.asList("1", null, "10.50")));

    assertThat(json)
        .isEqualTo(
            """
            {
              "node": "orders",
              "show": [
                {
                  "id": 1,
                  "name": null,
                  "amount": 10.50
                }
              ]
            }\
            """);
  }

  @Test
  void whatJsonHasNoNumberForIsAText() {
    String json =
        RowsJson.render(
            null,
            List.of("x"),
            List.of(true),
            List.of(false),
            List.of(List.of("NaN"), List.of("-Infinity")));

    assertThat(json).contains("\"NaN\"", "\"-Infinity\"").doesNotContain("node");
  }

  @Test
  void aTextOfDigitsStaysAText() {
    assertThat(
            RowsJson.render(
                null, List.of("zip"), List.of(false), List.of(false), List.of(List.of("01234"))))
        .contains("\"01234\"");
  }

  @Test
  void onlyAnIntegerIsWhole() {
    String json =
        RowsJson.render(
            null,
            List.of("count", "ratio"),
            List.of(true, true),
            List.of(true, false),
            List.of(List.of("3", "3"), List.of("4", "1e20")));

    assertThat(json)
        .contains("\"count\": 3,", "\"ratio\": 3.0")
        .contains("\"count\": 4,", "\"ratio\": 1E+20");
  }
}
