package io.tidemark.jinja.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time zone as Python has it, pytz's or datetime's own. One of a region knows one season of its
 * clocks: a moment has the zone of its season.
 *
 * @param name as pytz names it
 * @param zone its rules
 * @param season what its clocks show
 */
public record TimeZoneValue(Kind kind, String name, ZoneId zone, Season season)
    implements HasAttributes, HasText, HasType {

  /** UTC. */
  public static final TimeZoneValue UTC =
      new TimeZoneValue(
          Kind.UTC,
          "UTC",
          ZoneId.of("UTC"),
          new Season(ZoneOffset.UTC, TimeDelta.of(0, 0, 0), "UTC"));

  private static final TimeDelta NO_SUMMER = TimeDelta.of(0, 0, 0);

  /** Zones of the database that are rules, and so had no local mean time. */
  private static final Set<String> RULES =
      Set.of("CET", "MET", "EET", "WET", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT");

  /** Which class Python has for a zone. */
  public enum Kind {
    /** pytz's UTC. */
    UTC,
    /** A zone of pytz whose clocks never changed. */
    STATIC,
    /** A zone of pytz whose clocks have changed. */
    REGION,
    /** pytz's {@code FixedOffset}. */
    FIXED,
    /** {@code datetime.timezone}. */
    PLAIN
  }

  /** {@code pytz.timezone(name)}: a region has its oldest season, local mean time. */
  public static TimeZoneValue of(ZoneId zone) {
    if (ZoneNames.isUtc(zone)) {
      return UTC;
    }
    ZoneRules rules = zone.getRules();
    if (rules.isFixedOffset()) {
      return fixed(zone.getId(), rules.getOffset(Instant.EPOCH), zone);
    }
    ZoneOffset oldest = Season.toTheMinute(rules.getOffset(Instant.MIN));
    String abbreviation =
        RULES.contains(zone.getId()) ? ZoneNames.abbreviation(Instant.EPOCH.atZone(zone)) : "LMT";
    return new TimeZoneValue(
        Kind.REGION, zone.getId(), zone, new Season(oldest, NO_SUMMER, abbreviation));
  }

  private static TimeZoneValue fixed(String name, ZoneOffset offset, ZoneId zone) {
    String abbreviation = ZoneNames.abbreviation(Instant.EPOCH.atZone(zone));
    return new TimeZoneValue(Kind.STATIC, name, zone, new Season(offset, NO_SUMMER, abbreviation));
  }

  /** A zone of pytz that Java does not have, whose clocks never changed. */
  public static TimeZoneValue named(String name, ZoneOffset offset) {
    return new TimeZoneValue(Kind.STATIC, name, offset, new Season(offset, NO_SUMMER, name));
  }

  /** {@code pytz.FixedOffset}. */
  public static TimeZoneValue fixed(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC)
        ? UTC
        : new TimeZoneValue(
            Kind.FIXED, offset.getId(), offset, new Season(offset, NO_SUMMER, null));
  }

  /** {@code datetime.timezone}. */
  public static TimeZoneValue plain(ZoneOffset offset) {
    String name = offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    return new TimeZoneValue(Kind.PLAIN, name, offset, new Season(offset, null, name));
  }

  /** The zone of a moment, in its season. */
  static TimeZoneValue at(ZonedDateTime moment) {
    if (moment.getZone() instanceof ZoneOffset offset) {
      return plain(offset);
    }
    TimeZoneValue zone = of(moment.getZone());
    return zone.kind == Kind.REGION ? zone.in(Season.at(moment)) : zone;
  }

  /** The same zone by another name. */
  public TimeZoneValue as(String other) {
    return new TimeZoneValue(kind, other, zone, season);
  }

  TimeZoneValue in(Season other) {
    return new TimeZoneValue(kind, name, zone, other);
  }

  /** Whether it is the same zone, whatever the season. */
  boolean isOf(TimeZoneValue other) {
    return kind == other.kind && name.equals(other.name);
  }

  /** The moment whose clock shows that, in this zone's season, whenever that really is. */
  public Object around(LocalDateTime clock) {
    return Times.inZone(clock, this);
  }

  /** That instant by this zone's clocks. */
  public Object at(Instant instant) {
    Season there = kind == Kind.REGION ? Season.at(instant.atZone(zone)) : season;
    return Times.inYears(Times.inZone(LocalDateTime.ofInstant(instant, there.offset()), in(there)));
  }

  @Override
  public @Nullable Object attribute(String attribute) {
    return ZoneMethods.attribute(this, attribute);
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("zone", "localize", "normalize", "utcoffset", "tzname", "dst", "fromutc");
  }

  @Override
  public String text() {
    return kind == Kind.FIXED ? representation() : name;
  }

  @Override
  public String representation() {
    return switch (kind) {
      case UTC -> "<UTC>";
      case STATIC -> "<StaticTzInfo " + PythonText.repr(name) + ">";
      case FIXED -> "pytz.FixedOffset(" + season.offset().getTotalSeconds() / 60 + ")";
      case PLAIN ->
          season.offset().equals(ZoneOffset.UTC)
              ? "datetime.timezone.utc"
              : "datetime.timezone(" + season.fromUtc().representation() + ")";
      case REGION ->
          "<DstTzInfo %s %s%s%s %s>"
              .formatted(
                  PythonText.repr(name),
                  season.name(),
                  season.offset().getTotalSeconds() > 0 ? "+" : "",
                  season.fromUtc().text(),
                  season.isSummer() ? "DST" : "STD");
    };
  }

  @Override
  public String typeName() {
    return switch (kind) {
      case UTC -> "UTC";
      case PLAIN -> "datetime.timezone";
      case FIXED -> "_FixedOffset";
      case STATIC, REGION -> name;
    };
  }
}
