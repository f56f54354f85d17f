package io.tidemark.load.seed;

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

  private static final String DIGITS = "000000000";

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter();

  private SeedValue() {}

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
    if (isCanonical(stripped, type)) {
      return stripped;
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

  /** True if the field is written as the value would be: most are. */
  private static boolean isCanonical(String stripped, SeedType type) {
    return switch (type) {
      case INTEGER -> hasForm(stripped, stripped.length() > 9 ? "" : DIGITS, 1);
      case DATE -> hasForm(stripped, "0000-00-00", 10);
      case TIMESTAMP -> hasForm(stripped, "0000-00-00 00:00:00", 19);
      case FLOAT, ISO_TIMESTAMP, BOOLEAN, TEXT -> false;
    };
  }

  /** True if every character is the form's, where 0 stands for any digit. */
  private static boolean hasForm(String text, String form, int least) {
    if (text.length() > form.length() || text.length() < least) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char wanted = form.charAt(i);
      char c = text.charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    // The number 007 is 7.
    return form.length() != DIGITS.length() || text.charAt(0) != '0' || text.length() == 1;
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
