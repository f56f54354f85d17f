package io.tidemark.graph.check;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a model is no longer to be used: {@code deprecation_date}, a date or a point in time. */
public final class DeprecationDate {

  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[' '][XXX][XX][X]]")
          .toFormatter();

  /** Microseconds, where there are any. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .optionalStart()
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .optionalEnd()
          .appendOffset("+HH:MM", "+00:00")
          .toFormatter(Locale.ROOT);

  private DeprecationDate() {}

  /**
   * The moment that is meant; without an offset that of the machine's time zone, as in dbt.
   *
   * @return null if the text is no such date
   */
  public static @Nullable Instant parse(@Nullable String text) {
    OffsetDateTime moment = read(text);
    return moment == null ? null : moment.toInstant();
  }

  /**
   * The moment as dbt's manifest has it, as Python's {@code isoformat} writes it: with an offset,
   * the machine's where none is written.
   *
   * @return what is written, if that is no date; null where nothing is
   */
  public static @Nullable String moment(@Nullable String text) {
    OffsetDateTime moment = read(text);
    return moment == null ? text : ISO.format(moment);
  }

  private static @Nullable OffsetDateTime read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      TemporalAccessor read =
          FORM.parseBest(
              text.strip(), OffsetDateTime::from, LocalDateTime::from, DeprecationDate::midnight);
      return read instanceof OffsetDateTime moment
          ? moment
          : LocalDateTime.from(read).atZone(ZoneId.systemDefault()).toOffsetDateTime();
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static LocalDateTime midnight(TemporalAccessor date) {
    return LocalDate.from(date).atTime(LocalTime.MIDNIGHT);
  }
}
