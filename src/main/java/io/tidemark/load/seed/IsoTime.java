package io.tidemark.load.seed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date and a time of ISO 8601, in any form that Python's {@code isodate} takes: basic and
 * extended, of reduced accuracy, with decimal fractions.
 *
 * @param time the time as it is written
 * @param offset how far it is from UTC; null for a time without one
 */
record IsoTime(LocalDateTime time, @Nullable ZoneOffset offset) {

  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final int MICRO_DIGITS = 6;
  private static final int NANOS_IN_MICRO = 1000;

  /** Hours, minutes and seconds, extended or basic; only the last of them may have a fraction. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?<hour>[0-9]{2})"
              + "((?<colon>:?)(?<minute>[0-9]{2})(\\k<colon>(?<second>[0-9]{2}))?)?"
              + "(?<fraction>[,.][0-9]+)?"
              + "(?<zone>Z|(?<sign>[-+])(?<zoneHours>[0-9]{2})(:?(?<zoneMinutes>[0-9]{2}))?)?");

  /** What a stripped field stands for; null if it is no such time. */
  static @Nullable IsoTime parse(String field) {
    int designator = field.indexOf('T');
    if (designator < 0 || field.indexOf('T', designator + 1) >= 0) {
      return null;
    }
    Matcher time = TIME.matcher(field.substring(designator + 1));
    if (!time.matches()) {
      return null;
    }
    try {
      LocalDate date = IsoDate.parse(field.substring(0, designator));
      return date == null ? null : new IsoTime(date.atTime(time(time)), offset(time));
    } catch (DateTimeException noSuchTime) {
      return null;
    }
  }

  private static LocalTime time(Matcher found) {
    int hour = number(found, "hour");
    int minute = number(found, "minute");
    String written = found.group("fraction");
    BigDecimal fraction =
        written == null ? BigDecimal.ZERO : new BigDecimal("0." + written.substring(1));
    if (found.group("second") != null) {
      return of(hour, minute, floored(fraction.add(BigDecimal.valueOf(number(found, "second")))));
    }
    if (found.group("minute") != null) {
      return of(hour, minute, floored(fraction.multiply(SIXTY)));
    }
    BigDecimal minutes = fraction.multiply(SIXTY);
    BigDecimal whole = minutes.setScale(0, RoundingMode.DOWN);
    return of(hour, whole.intValue(), minutes.subtract(whole).multiply(SIXTY));
  }

  private static BigDecimal floored(BigDecimal seconds) {
    return seconds.setScale(MICRO_DIGITS, RoundingMode.FLOOR);
  }

  private static LocalTime of(int hour, int minute, BigDecimal seconds) {
    BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
    BigDecimal micros = seconds.subtract(whole).multiply(MILLION);
    int rounded = micros.setScale(0, RoundingMode.HALF_EVEN).intValue();
    return LocalTime.of(hour, minute, whole.intValue(), rounded * NANOS_IN_MICRO);
  }

  private static @Nullable ZoneOffset offset(Matcher found) {
    if (found.group("zone") == null) {
      return null;
    }
    if (found.group("sign") == null) {
      return ZoneOffset.UTC;
    }
    int seconds = (number(found, "zoneHours") * 60 + number(found, "zoneMinutes")) * 60;
    return ZoneOffset.ofTotalSeconds("-".equals(found.group("sign")) ? -seconds : seconds);
  }

  private static int number(Matcher found, String group) {
    String digits = found.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
