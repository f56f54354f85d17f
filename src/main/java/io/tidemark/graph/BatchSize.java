package io.tidemark.graph;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a batch of a microbatch model is. All arithmetic is in UTC, where no hour is missing and
 * none comes twice.
 */
public enum BatchSize {
  /** From the full hour to the next. */
  HOUR,
  /** From midnight to midnight. */
  DAY,
  /** From the first of a month to the first of the next. */
  MONTH,
  /** From New Year to New Year. */
  YEAR;

  /** The name in a configuration. */
  public String dbtName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The size of that name. */
  public static Optional<BatchSize> named(String name) {
    return Arrays.stream(values()).filter(size -> size.dbtName().equals(name)).findFirst();
  }

  /** The start of the batch that the time is in. */
  public Instant truncate(Instant time) {
    OffsetDateTime hour = utc(time).truncatedTo(ChronoUnit.HOURS);
    OffsetDateTime start =
        switch (this) {
          case HOUR -> hour;
          case DAY -> hour.withHour(0);
          case MONTH -> hour.withHour(0).withDayOfMonth(1);
          case YEAR -> hour.withHour(0).withDayOfYear(1);
        };
    return start.toInstant();
  }

  /** The time itself where a batch starts there, else the start of the next batch. */
  public Instant ceiling(Instant time) {
    Instant start = truncate(time);
    return start.equals(time) ? time : offset(time, 1);
  }

  /** The start of the batch so many after the one that the time is in; negative: before it. */
  public Instant offset(Instant time, long batches) {
    OffsetDateTime start = utc(truncate(time));
    OffsetDateTime moved =
        switch (this) {
          case HOUR -> start.plusHours(batches);
          case DAY -> start.plusDays(batches);
          case MONTH -> start.plusMonths(batches);
          case YEAR -> start.plusYears(batches);
        };
    return moved.toInstant();
  }

  /** The moment so many of this size before. */
  public Instant back(Instant time, int count) {
    OffsetDateTime from = utc(time);
    OffsetDateTime moved =
        switch (this) {
          case HOUR -> from.minusHours(count);
          case DAY -> from.minusDays(count);
          case MONTH -> from.minusMonths(count);
          case YEAR -> from.minusYears(count);
        };
    return moved.toInstant();
  }

  /**
   * How the batch that starts then is called: {@code 2024-09-17T16}, {@code 2024-09-17}, {@code
   * 2024-09}, {@code 2024}.
   */
  public String name(Instant start) {
    OffsetDateTime at = utc(start);
    String year = "%04d".formatted(at.getYear());
    String month = year + "-%02d".formatted(at.getMonthValue());
    String day = month + "-%02d".formatted(at.getDayOfMonth());
    return switch (this) {
      case HOUR -> day + "T%02d".formatted(at.getHour());
      case DAY -> day;
      case MONTH -> month;
      case YEAR -> year;
    };
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
