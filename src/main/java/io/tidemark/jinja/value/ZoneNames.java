package io.tidemark.jinja.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The short names of time zones: those that the time zone database has. Java makes names up where
 * the database has numbers; the zones with numbers are listed in a resource.
 */
public final class ZoneNames {

  private static final Set<String> NUMBERED = numbered();
  private static final DateTimeFormatter LETTERS = DateTimeFormatter.ofPattern("zzz", Locale.US);

  /** Hours, and minutes where there are any. */
  private static final DateTimeFormatter NUMBERS = DateTimeFormatter.ofPattern("x", Locale.ROOT);

  private ZoneNames() {}

  private static Set<String> numbered() {
    try (InputStream names = ZoneNames.class.getResourceAsStream("/zones/numbered.txt")) {
      return new String(Objects.requireNonNull(names).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code PST}, {@code UTC}, {@code -03}. */
  public static String abbreviation(ZonedDateTime moment) {
    ZoneId zone = moment.getZone();
    if (isUtc(zone)) {
      return "UTC";
    }
    if (zone instanceof ZoneOffset) {
      return "UTC" + zone.getId();
    }
    return (NUMBERED.contains(zone.getId()) ? NUMBERS : LETTERS).format(moment);
  }

  static boolean isUtc(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC");
  }
}
