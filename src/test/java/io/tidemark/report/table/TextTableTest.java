package io.tidemark.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows look as dbt's {@code show} prints them, whatever the values hold. */
class TextTableTest {

  @Test
  void numbersStandRightTextsLeftAndNullsAreBlank() {
    String table =
        TextTable.render(
            List.of("order_id", "customer", "amount"),
            List.of(true, false, true),
            List.of(List.of("1", "Michael", "10.50"), Arrays.asList("12", null, null)));

    assertThat(table)
        .isEqualTo(
            """
            | order_id | customer | amount |
            | -------- | -------- | ------ |
            |        1 | Michael  |  10.50 |
            |       12 |          |        |""");
  }

  @Test
  void aTableWithoutRowsIsItsHeader() {
    assertThat(TextTable.render(List.of("id"), List.of(true), List.of()))
        .isEqualTo("| id |\n| -- |");
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    String table =
        TextTable.render(
            List.of("city", "n"),
            List.of(false, true),
            List.of(List.of("東京", "1"), List.of("Köln", "2")));

    assertThat(table)
        .isEqualTo(
            """
            | city | n |
            | ---- | - |
            | 東京 | 1 |
            | Köln | 2 |""");
  }

  @Test
  void aLongValueIsCut() {
    String table =
        TextTable.render(List.of("text"), List.of(false), List.of(List.of("x".repeat(60))));

    assertThat(table.lines().skip(2))
        .containsExactly("| " + "x".repeat(TextTable.MAX_COLUMN_WIDTH - 1) + "… |");
  }

  @Test
  void aValueCanNeitherBreakTheTableNorCommandTheTerminal() {
    String table =
        TextTable.render(List.of("text"), List.of(false), List.of(List.of("a\nb\tc\r\u001b[2J")));

    assertThat(table.lines()).hasSize(3);
    assertThat(table).endsWith("| a\\nb\\tc\\r\\x1b[2J |");
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "東京, 4", "e\u0301, 1", "한국어, 6", "👍, 2", "ﾊﾝ, 2", "Ｆ, 2", "é, 1"})
  void aTextsWidthIsWhatATerminalShows(String text, int width) {
    assertThat(DisplayWidth.of(text)).isEqualTo(width);
  }

  @Test
  void aCutNeverSplitsAWideCharacter() {
    assertThat(DisplayWidth.cut("東京都", 4)).isEqualTo("東…");
    assertThat(DisplayWidth.cut("東京", 4)).isEqualTo("東京");
  }
}
