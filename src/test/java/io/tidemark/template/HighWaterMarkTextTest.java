package io.tidemark.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

  @Test
  void whereThereIsNoMarkThereIsNothingToGoBackFrom() {
    assertThat(HighWaterMarkText.of("null", "3 days")).isEqualTo("null");
  }

  @Test
  void aLookbackCannotLeaveItsLiteral() {
    assertThat(HighWaterMarkText.of("x", "1 day' or 'a'='a")).contains("'1 day'' or ''a''=''a'");
  }
}
