package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighWaterMarkTextTest {

  @Test
  void withoutALookbackItIsTheMark() {
    assertThat(HighWaterMarkText.of("'2024-02-02'::date", null)).isEqualTo("'2024-02-02'::date");
  }

  @Test
  void aTimeGoesBackByAnInterval() {
    assertThat(HighWaterMarkText.of("'2024-02-02'::date", " 3 days "))
        .isEqualToNormalizingWhitespace("('2024-02-02'::date - interval '3 days')");
  }

  @Test
  void aNumberGoesBackByANumber() {
    assertThat(HighWaterMarkText.of("'42'::integer", "1.5")).isEqualTo("('42'::integer - 1.5)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          '42'::integer                            | 3 days | a number, such as 1000, not '3 days'
          '1.5'::numeric(5,2)                      | 1 day  | a number
          '2024-02-02'::timestamp with time zone   | 3      | an interval, such as '3 days', not '3'
          """)
  void whatDoesNotFitIsSaid(String mark, String lookback, String said) {
    assertThatThrownBy(() -> HighWaterMarkText.of(mark, lookback)).hasMessageContaining(said);
  }

  @Test
  void daysAreNumbersToADate() {
    assertThat(HighWaterMarkText.of("'2024-02-02'::date", "3"))
        .isEqualTo("('2024-02-02'::date - 3)");
  }

  @Test
  void whereThereIsNoMarkThereIsNothingToGoBackFrom() {
    assertThat(HighWaterMarkText.of("null", "3 days")).isEqualTo("null");
  }

  @Test
  void aLookbackCannotLeaveItsLiteral() {
    assertThat(HighWaterMarkText.of("x", "1 day' or 'a'='a")).contains("'1 day'' or ''a''=''a'");
  }
}
