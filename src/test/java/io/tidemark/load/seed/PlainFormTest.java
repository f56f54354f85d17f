package io.tidemark.load.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a field by its form alone is what reading it as dbt does says. */
class PlainFormTest {

  private static final List<String> FIELDS =
      List.of(
          "",
          "0",
          "7",
          "-7",
          "-0",
          "007",
          "123456789",
          "1234567890",
          "99999999999",
          "1.5",
          "-1.50",
          "0.00",
          "-0.0",
          "00.5",
          ".5",
          "1.",
          "1e3",
          "1,5",
          "100.00",
          "2024-02-29",
          "2023-02-29",
          "0000-01-01",
          "2024-1-1",
          "2024-01-31 23:59:59",
          "2024-01-31 24:00:00",
          "2024-01-31T12:00:00",
          "2024-01-31T12:00:00Z",
          "2024-01-31T12:00:00.5",
          "2024-01-31X12:00:00",
          "true",
          "FALSE",
          "null",
          "NULL",
          " 1",
          "a",
          "tru",
          "1234-567890");

  private static final String LETTERS = "0123456789-:. TZeé,";

  @Test
  void aColumnIsGuessedTheSameWithoutMakingTexts() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      ColumnGuess fast = new ColumnGuess();
      ColumnGuess slow = new ColumnGuess();
      StringBuilder seen = new StringBuilder();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        String field = field(random);
        seen.append('[').append(field).append(']');
        char[] around = ("\"" + field + ",9").toCharArray();
        fast.see(around, 1, 1 + field.length(), n);
        slow.see(field, n);
      }
      assertThat(fast.type()).as(seen.toString()).isEqualTo(slow.type());
      assertThat(fast.decided()).as(seen.toString()).isEqualTo(slow.decided());
      assertThat(Objects.toString(fast.tooGreat())).isEqualTo(Objects.toString(slow.tooGreat()));
    }
  }

  @Test
  void aFieldThatIsWrittenAsItIsHasThatValue() {
    Random random = new Random(12);
    int asWritten = 0;
    for (int i = 0; i < 20_000; i++) {
      String field = field(random);
      ColumnGuess guess = new ColumnGuess();
      guess.see(field, 1);
      SeedTarget target = new SeedTarget(random.nextBoolean(), false, ZoneOffset.UTC);
      for (SeedType type : List.of(guess.type(), SeedType.TEXT)) {
        if (SeedValue.isAsWritten(field.toCharArray(), 0, field.length(), type, target)) {
          assertThat(SeedValue.of(field, type, target)).as(field).isEqualTo(field);
          asWritten++;
        }
      }
    }
    assertThat(asWritten).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31T12:00:00,  UTC,           false, 2024-01-31 12:00:00",
    "2024-01-31T12:00:00Z, UTC,           false, 2024-01-31 12:00:00",
    "2024-01-31T12:00:00Z, Europe/Berlin, false, 2024-01-31 13:00:00",
    "2024-01-31T12:00:00Z, Europe/Berlin, true,  2024-01-31 12:00:00+00",
    "2024-01-31T12:00Z,    Europe/Berlin, true,  2024-01-31 12:00:00+00",
  })
  void aPointInTimeIsToldInTheSessionsZone(
      String field, String zone, boolean zoned, String expected) {
    SeedTarget target = new SeedTarget(false, zoned, ZoneId.of(zone));

    assertThat(SeedValue.of(field, SeedType.ISO_TIMESTAMP, target)).isEqualTo(expected);
  }

  private static String field(Random random) {
    StringBuilder field = new StringBuilder(FIELDS.get(random.nextInt(FIELDS.size())));
    if (random.nextInt(3) == 0 && field.length() > 0) {
      char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
      int at = random.nextInt(field.length());
      switch (random.nextInt(3)) {
        case 0 -> field.setCharAt(at, other);
        case 1 -> field.insert(at, other);
        default -> field.deleteCharAt(at);
      }
    }
    return field.toString();
  }
}
