package io.tidemark.load.seed;

import io.tidemark.jinja.value.Whitespace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field as PostgreSQL takes it: what dbt would have made of it, written as text. */
final class SeedValue {

  /** Longer numbers are written with an exponent. */
  private static final int LONGEST_PLAIN = 400;

  private static final int DATE_LENGTH = "2024-01-31".length();
  private static final int TIMESTAMP_LENGTH = "2024-01-31T12:00:00".length();

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter();

  private SeedValue() {}

  /**
   * True if a field that is a part of an array is written as its value is: most are.
   *
   * @param type what the column's fields are
   * @param target what the table makes of it
   */
  static boolean isAsWritten(char[] chars, int start, int end, SeedType type, SeedTarget target) {
    return switch (type) {
      case INTEGER -> PlainForm.of(chars, start, end) == PlainForm.WHOLE;
      case FLOAT -> {
        PlainForm form = PlainForm.of(chars, start, end);
        yield form == PlainForm.WHOLE || (form == PlainForm.DECIMAL && !target.whole());
      }
      case DATE -> PlainForm.of(chars, start, end) == PlainForm.DATE;
      case TIMESTAMP -> PlainForm.of(chars, start, end) == PlainForm.TIMESTAMP;
      case TEXT -> isText(chars, start, end);
      case ISO_TIMESTAMP, BOOLEAN -> false;
    };
  }

  /** It may be "null" where it has that length, or white space around it. */
  private static boolean isText(char[] chars, int start, int end) {
    return end > start
        && end - start != "null".length()
        && !Whitespace.isSpace(chars[start])
        && !Whitespace.isSpace(chars[end - 1]);
  }

  /**
   * The value of a field that fits its column's type; null for NULL.
   *
   * @param type what the column's fields are
   * @param target what the table makes of it
   */
  static @Nullable String of(String field, SeedType type, SeedTarget target) {
    String stripped = SeedText.stripped(field);
    if (SeedText.isNull(stripped)) {
      return null;
    }
    return switch (type) {
      case INTEGER, FLOAT -> number(stripped, target);
      case DATE -> date(stripped);
      case TIMESTAMP -> TIMESTAMP.format(Objects.requireNonNull(SeedTime.dateTime(stripped)));
      case ISO_TIMESTAMP -> isoTimestamp(stripped, target);
      case BOOLEAN -> bool(field);
      case TEXT -> field;
    };
  }

  private static String number(String stripped, SeedTarget target) {
    BigDecimal value = Objects.requireNonNull(SeedNumber.parse(stripped)).value();
    if (value == null) {
      return "NaN";
    }
    if (Math.abs((long) value.scale()) > LONGEST_PLAIN) {
      return value.toString();
    }
    return (target.whole() ? value.setScale(0, RoundingMode.HALF_UP) : value).toPlainString();
  }

  private static String date(String stripped) {
    LocalDate date = Objects.requireNonNull(SeedTime.date(stripped));
    return date.toString();
  }

  private static String isoTimestamp(String stripped, SeedTarget target) {
    PlainForm form = PlainForm.of(stripped.toCharArray(), 0, stripped.length());
    boolean utc = form == PlainForm.ISO_UTC;
    if (form == PlainForm.ISO_TIMESTAMP || (utc && (target.zoned() || target.inUtc()))) {
      return stripped.substring(0, DATE_LENGTH)
          + " "
          + stripped.substring(DATE_LENGTH + 1, TIMESTAMP_LENGTH)
          + (utc && target.zoned() ? "+00" : "");
    }
    IsoTime parsed = Objects.requireNonNull(IsoTime.parse(stripped));
    LocalDateTime time = parsed.time();
    if (parsed.offset() == null) {
      return TIMESTAMP.format(time);
    }
    if (target.zoned()) {
      return TIMESTAMP.format(time) + parsed.offset().getId().replace("Z", "+00");
    }
    return TIMESTAMP.format(
        time.atOffset(parsed.offset()).atZoneSameInstant(target.zone()).toLocalDateTime());
  }

  private static @Nullable String bool(String field) {
    return switch (Objects.requireNonNull(SeedBoolean.parse(field))) {
      case TRUE -> "true";
      case FALSE -> "false";
      case NULL -> null;
    };
  }
}
