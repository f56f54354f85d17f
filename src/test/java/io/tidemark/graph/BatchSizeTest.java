package io.tidemark.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of batches: always from boundary to boundary, always in UTC. */
class BatchSizeTest {

  @ParameterizedTest
  @CsvSource({
    "HOUR,  2024-09-17T16:06:00Z, 2024-09-17T16:00:00Z, 2024-09-17T17:00:00Z",
    "HOUR,  2024-09-17T16:00:00Z, 2024-09-17T16:00:00Z, 2024-09-17T16:00:00Z",
    "DAY,   2024-09-17T16:06:00Z, 2024-09-17T00:00:00Z, 2024-09-18T00:00:00Z",
    "DAY,   2024-09-17T00:00:00Z, 2024-09-17T00:00:00Z, 2024-09-17T00:00:00Z",
    "DAY,   2024-09-17T00:00:00.000001Z, 2024-09-17T00:00:00Z, 2024-09-18T00:00:00Z",
    "MONTH, 2024-09-17T16:06:00Z, 2024-09-01T00:00:00Z, 2024-10-01T00:00:00Z",
    "MONTH, 2024-12-31T23:59:59Z, 2024-12-01T00:00:00Z, 2025-01-01T00:00:00Z",
    "YEAR,  2024-09-17T16:06:00Z, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
    "YEAR,  2024-01-01T00:00:00Z, 2024-01-01T00:00:00Z, 2024-01-01T00:00:00Z"
  })
  void aTimeIsInTheBatchAroundIt(BatchSize size, Instant time, Instant floor, Instant ceiling) {
    assertThat(size.truncate(time)).isEqualTo(floor);
    assertThat(size.ceiling(time)).isEqualTo(ceiling);
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR,  2024-09-17T16:06:00Z, -1, 2024-09-17T15:00:00Z",
    "HOUR,  2024-09-17T16:06:00Z,  1, 2024-09-17T17:00:00Z",
    "DAY,   2024-09-17T16:06:00Z, -1, 2024-09-16T00:00:00Z",
    "DAY,   2024-02-28T16:06:00Z,  1, 2024-02-29T00:00:00Z",
    "MONTH, 2024-09-17T16:06:00Z, -1, 2024-08-01T00:00:00Z",
    "MONTH, 2024-01-31T00:00:00Z,  1, 2024-02-01T00:00:00Z",
    "MONTH, 2024-01-31T00:00:00Z, -13, 2022-12-01T00:00:00Z",
    "YEAR,  2024-02-29T16:06:00Z, -1, 2023-01-01T00:00:00Z"
  })
  void anOffsetCountsFromTheStartOfTheBatch(
      BatchSize size, Instant time, long batches, Instant moved) {
    assertThat(size.offset(time, batches)).isEqualTo(moved);
  }

  /** In local time these days have 23 and 25 hours. */
  @Test
  void noDayIsShorterWhereClocksAreChanged() {
    for (String day : new String[] {"2024-03-31", "2024-10-27"}) {
      Instant start = Instant.parse(day + "T00:00:00Z");
      int hours = 0;
      Instant at = start;
      while (at.isBefore(BatchSize.DAY.offset(start, 1))) {
        at = BatchSize.HOUR.offset(at, 1);
        hours++;
      }
      assertThat(hours).isEqualTo(24);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR, 2024-09-17T16, 20240917T16",
    "DAY, 2024-09-17, 20240917",
    "MONTH, 2024-09, 202409",
    "YEAR, 2024, 2024"
  })
  void aBatchIsCalledAsInDbt(BatchSize size, String name, String id) {
    Instant start = size.truncate(Instant.parse("2024-09-17T16:06:00Z"));
    Microbatch batch = new Microbatch(size, start, size.offset(start, 1));

    assertThat(batch.name()).isEqualTo(name);
    assertThat(batch.id()).isEqualTo(id);
  }
}
