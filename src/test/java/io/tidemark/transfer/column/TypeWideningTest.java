package io.tidemark.transfer.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types hold each value of another one. */
class TypeWideningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "smallint > bigint",
        "integer > numeric",
        "integer > double precision",
        "real > double precision",
        "numeric(10,2) > numeric",
        "numeric(10,2) > numeric(12,4)",
        "numeric(5) > numeric(7,2)",
        "character varying(3) > character varying(4)",
        "character varying(3) > text",
        "character(3) > character(5)",
        "timestamp(3) without time zone > timestamp without time zone",
        "timestamp(0) with time zone > timestamp(3) with time zone",
        "date > timestamp without time zone",
        "jsonb > text",
        "integer[] > bigint[]",
      })
  void wider(String from, String to) {
    assertThat(TypeWidening.holds(from, to)).isTrue();
    assertThat(TypeWidening.holds(to, from)).isFalse();
    assertThat(TypeWidening.holds(from, from)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "bigint > double precision",
        "integer > numeric(5,2)",
        "numeric > numeric(10,2)",
        "numeric(10,2) > numeric(10,4)",
        "timestamp without time zone > timestamp with time zone",
        "date > timestamp with time zone",
        "text > jsonb",
        "uuid > bigint",
        "sales.mood > mood",
      })
  void unlike(String from, String to) {
    assertThat(TypeWidening.holds(from, to)).isFalse();
  }
}
