package io.tidemark.project.yaml;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes a scalar's value from its tag and text, as PyYAML's safe constructor does. */
public final class ScalarValues {

  private static final Set<String> TRUE_WORDS = Set.of("yes", "true", "on");
  private static final Set<String> FALSE_WORDS = Set.of("no", "false", "off");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[Tt]|[ \\t]+)(\\d{1,2}):(\\d{2}):(\\d{2})"
              + "(?:\\.(\\d*))?(?:[ \\t]*(Z|([-+])(\\d{1,2})(?::(\\d{2}))?))?");
  private static final int MICROSECOND_DIGITS = 6;

  /** Python's {@code isoformat}: microseconds only where they are not zero. */
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder()
          .append(SECONDS)
          .appendFraction(ChronoField.NANO_OF_SECOND, MICROSECOND_DIGITS, MICROSECOND_DIGITS, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

  private ScalarValues() {}

  /**
   * The value of a scalar with one of YAML's own tags; of a timestamp its ISO 8601 text.
   *
   * @throws IllegalArgumentException where the text is no value of that type
   */
  public static @Nullable Object of(Tag tag, String text) {
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return bool(text);
    }
    if (tag.equals(Tag.INT)) {
      return integer(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      return floating(text);
    }
    return tag.equals(Tag.TIMESTAMP) ? timestamp(text) : text;
  }

  private static Boolean bool(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!TRUE_WORDS.contains(word) && !FALSE_WORDS.contains(word)) {
      throw new IllegalArgumentException(text);
    }
    return TRUE_WORDS.contains(word);
  }

  private static Object integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    BigInteger value;
    if (digits.startsWith("0b")) {
      value = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0x")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      value = new BigInteger(digits, 8);
    } else if (digits.contains(":")) {
      value = BigInteger.ZERO;
      for (String part : digits.split(":", -1)) {
        value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
      }
    } else {
      value = new BigInteger(digits);
    }
    value = negative ? value.negate() : value;
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static Double floating(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    double sign = digits.startsWith("-") ? -1 : 1;
    if (digits.startsWith("-") || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    double value = 0;
    for (String part : digits.split(":", -1)) {
      value = value * 60 + Double.parseDouble(part);
    }
    return sign * value;
  }

  /** A timestamp's ISO 8601 text; a time with a zone stays in it, as Python prints it. */
  private static String timestamp(String text) {
    try {
      Temporal moment = moment(text);
      if (moment instanceof LocalDate) {
        return text;
      }
      LocalDateTime clock = LocalDateTime.from(moment);
      return (clock.truncatedTo(ChronoUnit.SECONDS).equals(clock) ? SECONDS : MICROSECONDS)
              .format(clock)
          + (moment instanceof OffsetDateTime there ? OFFSET.format(there) : "");
    } catch (DateTimeException noSuchTime) {
      return text;
    }
  }

  /**
   * What a timestamp says: a {@code LocalDate}, a {@code LocalDateTime}, or with a zone an {@code
   * OffsetDateTime}.
   *
   * @throws DateTimeException where there is no such day or time
   */
  public static Temporal moment(String text) {
    Matcher parts = TIMESTAMP.matcher(text);
    if (!parts.matches()) {
      return LocalDate.parse(text);
    }
    LocalDateTime clock =
        LocalDateTime.of(
            number(parts, 1),
            number(parts, 2),
            number(parts, 3),
            number(parts, 4),
            number(parts, 5),
            number(parts, 6),
            nanoseconds(parts.group(7)));
    return parts.group(8) == null ? clock : clock.atOffset(zone(parts));
  }

  /** As {@link #moment}, but null where there is no such day or time. */
  static @Nullable Temporal momentOrNull(String text) {
    try {
      return moment(text);
    } catch (DateTimeException noSuchTime) {
      return null;
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static int nanoseconds(@Nullable String fraction) {
    if (fraction == null || fraction.isEmpty()) {
      return 0;
    }
    String micros = (fraction + "0".repeat(MICROSECOND_DIGITS)).substring(0, MICROSECOND_DIGITS);
    return Integer.parseInt(micros) * 1000;
  }

  private static ZoneOffset zone(Matcher parts) {
    if (parts.group(8).equals("Z")) {
      return ZoneOffset.UTC;
    }
    int sign = parts.group(9).equals("-") ? -1 : 1;
    int minutes = parts.group(11) == null ? 0 : number(parts, 11);
    return ZoneOffset.ofHoursMinutes(sign * number(parts, 10), sign * minutes);
  }
}
