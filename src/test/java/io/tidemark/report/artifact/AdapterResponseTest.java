package io.tidemark.report.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command tag is taken apart as dbt's PostgreSQL adapter does. */
class AdapterResponseTest {

  @ParameterizedTest
  @CsvSource({
    "CREATE VIEW, -1, CREATE VIEW",
    "SELECT 100, 100, SELECT",
    "INSERT 0 9, 9, INSERT",
    "MERGE 2, 2, MERGE"
  })
  void theCodeIsTheTagWithoutItsNumbers(String tag, long rows, String code) {
    assertThat(AdapterResponse.of(tag, rows))
        .containsEntry("_message", tag)
        .containsEntry("code", code)
        .containsEntry("rows_affected", rows)
        .hasSize(3);
  }
}
