package io.tidemark.jinja.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A time zone as Python's pytz has it. */
public record TimeZoneValue(ZoneId zone) implements HasAttributes, HasText, HasType {

  /** UTC. */
  public static final TimeZoneValue UTC = new TimeZoneValue(ZoneId.of("UTC"));

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "zone" -> text();
      case "localize" -> (Callable) this::localize;
      case "normalize" ->
          (Callable) arguments -> Times.zoned(aware(arguments)).withZoneSameInstant(zone);
      case "utcoffset" ->
          (Callable)
              arguments ->
                  arguments.get(0, "dt") instanceof LocalDateTime local
                      ? TimeDelta.of(0, zone.getRules().getOffset(local).getTotalSeconds(), 0)
                      : null;
      case "tzname" ->
          (Callable)
              arguments ->
                  arguments.get(0, "dt") instanceof LocalDateTime local
                      ? abbreviation(local.atZone(zone))
                      : null;
      default -> Missing.MISSING;
    };
  }

  private static Object aware(Arguments arguments) {
    Object moment = arguments.get(0, "dt");
    if (moment == null || !Times.isAware(moment)) {
      throw PythonException.value("Naive time - no tzinfo set");
    }
    return moment;
  }

  private Object localize(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "dt", "is_dst");
    if (!(bound.get(0) instanceof LocalDateTime local)) {
      throw PythonException.value("Not naive datetime (tzinfo is already set)");
    }
    ZonedDateTime there = local.atZone(zone);
    boolean summer = bound.truth(1, false);
    return summer ? there.withEarlierOffsetAtOverlap() : there.withLaterOffsetAtOverlap();
  }

  /**
   * What pytz takes a zone for that no {@code localize} has looked up: its first time, which is the
   * sun's in most, in whole minutes.
   */
  public ZoneId first() {
    ZoneRules rules = zone.getRules();
    if (rules.isFixedOffset()) {
      return zone;
    }
    int seconds = rules.getOffset(Instant.MIN).getTotalSeconds();
    return ZoneOffset.ofTotalSeconds(Math.floorDiv(seconds + 30, 60) * 60);
  }

  /** {@code PST}, {@code UTC}. */
  public static String abbreviation(ZonedDateTime moment) {
    ZoneId zone = moment.getZone();
    if (isUtc(zone)) {
      return "UTC";
    }
    if (zone instanceof ZoneOffset) {
      return "UTC" + zone.getId();
    }
    String text = DateTimeFormatter.ofPattern("zzz", Locale.US).format(moment);
    return text.isEmpty() ? zone.getDisplayName(TextStyle.SHORT, Locale.US) : text;
  }

  /** How far summer time is from standard time at that moment. */
  public static TimeDelta summerTime(ZonedDateTime moment) {
    ZoneRules rules = moment.getZone().getRules();
    return TimeDelta.of(0, rules.getDaylightSavings(moment.toInstant()).toSeconds(), 0);
  }

  private static boolean isUtc(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) || zone.getId().equals("UTC");
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("zone", "localize", "normalize", "utcoffset", "tzname");
  }

  @Override
  public String text() {
    return isUtc(zone) ? "UTC" : zone.getId();
  }

  @Override
  public String representation() {
    return isUtc(zone) ? "<UTC>" : "<DstTzInfo '" + zone.getId() + "'>";
  }

  @Override
  public String typeName() {
    return "pytz.tzinfo";
  }
}
