package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.TimeZoneValue.Kind;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The attributes and methods of time zones, as pytz's classes and {@code datetime.timezone}. */
final class ZoneMethods {
  private static final String NOT_NAIVE = "Not naive datetime (tzinfo is already set)";

  private ZoneMethods() {}

  static @Nullable Object attribute(TimeZoneValue zone, String name) {
    boolean ofPytz = zone.kind() != Kind.PLAIN;
    return switch (name) {
      case "zone" -> ofPytz ? (zone.kind() == Kind.FIXED ? null : zone.name()) : Missing.MISSING;
      case "localize" ->
          ofPytz ? (Callable) arguments -> localize(zone, arguments) : Missing.MISSING;
      case "normalize" ->
          ofPytz ? (Callable) arguments -> normalize(zone, arguments) : Missing.MISSING;
      case "utcoffset" -> asked(zone, null, Season::fromUtc);
      case "tzname" -> asked(zone, zone.name(), Season::name);
      case "dst" -> asked(zone, null, Season::summer);
      case "fromutc" -> (Callable) arguments -> fromUtc(zone, arguments.get(0, "dt"));
      default -> Missing.MISSING;
    };
  }

  /**
   * What the zone says of a moment.
   *
   * @param ofNone what a region says of None
   */
  private static Callable asked(
      TimeZoneValue zone, @Nullable String ofNone, Function<Season, @Nullable Object> answer) {
    return arguments -> {
      BoundArguments bound = arguments.bind(1, "dt", "is_dst");
      Object moment = bound.get(0);
      if (zone.kind() != Kind.REGION) {
        return answer.apply(zone.season());
      }
      if (moment == null) {
        return ofNone;
      }
      if (zone.equals(Times.zone(moment))) {
        return answer.apply(zone.season());
      }
      return answer.apply(season(zone, naive(moment), bound.get(1)));
    };
  }

  private static LocalDateTime naive(@Nullable Object moment) {
    if (Times.isAware(moment)) {
      throw PythonException.value(NOT_NAIVE);
    }
    return Times.clock(moment);
  }

  private static Object localize(TimeZoneValue zone, Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "dt", "is_dst");
    LocalDateTime local = naive(bound.get(0));
    if (zone.kind() != Kind.REGION) {
      return zone.around(local);
    }
    return zone.in(season(zone, local, bound.get(1, false))).around(local);
  }

  /** What a region's clocks show when they show that. */
  private static Season season(TimeZoneValue zone, LocalDateTime local, @Nullable Object summer) {
    Times.inYears(local.minusDays(1));
    Times.inYears(local.plusDays(1));
    List<ZoneOffset> offsets = zone.zone().getRules().getValidOffsets(local);
    if (offsets.size() == 1) {
      return at(zone, local, offsets.get(0));
    }
    if (summer == null) {
      throw new PythonException(ErrorKind.VALUE, PythonText.str(local));
    }
    boolean isSummer = Truth.of(summer);
    ZoneOffsetTransition change = zone.zone().getRules().getTransition(local);
    if (change.isGap()) {
      return Season.at(
          (isSummer ? change.getInstant() : change.getInstant().minusNanos(1)).atZone(zone.zone()));
    }
    Season before = at(zone, local, change.getOffsetBefore());
    Season after = at(zone, local, change.getOffsetAfter());
    if (before.isSummer() != after.isSummer()) {
      return before.isSummer() == isSummer ? before : after;
    }
    return isSummer ? before : after;
  }

  private static Season at(TimeZoneValue zone, LocalDateTime local, ZoneOffset offset) {
    return Season.at(ZonedDateTime.ofStrict(local, offset, zone.zone()));
  }

  private static @Nullable Object normalize(TimeZoneValue zone, Arguments arguments) {
    Object moment = arguments.get(0, "dt");
    TimeZoneValue its = moment == null ? null : Times.zone(moment);
    if (moment == null || its == null) {
      throw PythonException.value("Naive time - no tzinfo set");
    }
    if (zone.kind() == Kind.REGION && (its.kind() == Kind.PLAIN || its.kind() == Kind.FIXED)) {
      throw new PythonException(
          ErrorKind.ATTRIBUTE, "'" + its.typeName() + "' object has no attribute '_utcoffset'");
    }
    return zone.equals(its) && zone.kind() != Kind.REGION
        ? moment
        : zone.at(Times.zoned(moment).toInstant());
  }

  private static @Nullable Object fromUtc(TimeZoneValue zone, @Nullable Object moment) {
    LocalDateTime clock = Times.clock(moment);
    TimeZoneValue its = moment == null ? null : Times.zone(moment);
    boolean needsOwn = zone.kind() == Kind.FIXED || zone.kind() == Kind.PLAIN;
    if (its == null ? needsOwn : !its.isOf(zone)) {
      throw PythonException.value("fromutc: dt.tzinfo is not self");
    }
    return zone.at(clock.toInstant(ZoneOffset.UTC));
  }
}
