package io.tidemark.jinja.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
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
      case "utcoffset" -> asked(there -> TimeDelta.of(0, there.getOffset().getTotalSeconds(), 0));
      case "tzname" -> asked(ZoneNames::abbreviation);
      case "dst" -> asked(TimeZoneValue::summerTime);
      case "fromutc" ->
          (Callable)
              arguments ->
                  Times.clock(arguments.get(0, "dt"))
                      .atZone(ZoneOffset.UTC)
                      .withZoneSameInstant(zone);
      default -> Missing.MISSING;
    };
  }

  /** What the zone says of a moment that has none yet; of None it says nothing. */
  private Callable asked(Function<ZonedDateTime, @Nullable Object> answer) {
    return arguments -> {
      BoundArguments bound = arguments.bind(1, "dt", "is_dst");
      Object moment = bound.get(0);
      if (moment instanceof LocalDateTime local) {
        return answer.apply(there(local, bound.truth(1, false)));
      }
      if (moment != null && ZoneNames.isUtc(zone)) {
        return answer.apply(Times.clock(moment).atZone(zone));
      }
      if (moment == null) {
        return null;
      }
      throw PythonException.value("Not naive datetime (tzinfo is already set)");
    };
  }

  private ZonedDateTime there(LocalDateTime local, boolean summer) {
    ZonedDateTime there = local.atZone(zone);
    return summer ? there.withEarlierOffsetAtOverlap() : there.withLaterOffsetAtOverlap();
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
    return there(local, bound.truth(1, false));
  }

  /** How far summer time is from standard time at that moment; null where nobody knows. */
  public static @Nullable TimeDelta summerTime(ZonedDateTime moment) {
    if (moment.getZone() instanceof ZoneOffset) {
      return null;
    }
    ZoneRules rules = moment.getZone().getRules();
    return TimeDelta.of(0, rules.getDaylightSavings(moment.toInstant()).toSeconds(), 0);
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("zone", "localize", "normalize", "utcoffset", "tzname", "dst", "fromutc");
  }

  @Override
  public String text() {
    if (ZoneNames.isUtc(zone)) {
      return "UTC";
    }
    return zone instanceof ZoneOffset ? "UTC" + zone.getId() : zone.getId();
  }

  @Override
  public String representation() {
    if (zone instanceof ZoneOffset || ZoneNames.isUtc(zone)) {
      return fixed();
    }
    return zone.getRules().isFixedOffset()
        ? "<StaticTzInfo " + PythonText.repr(text()) + ">"
        : described("LMT", TimeDelta.of(0, meanTime().getTotalSeconds(), 0), "STD");
  }

  /** As it shows in the text of a moment, where it knows its offset. */
  String representation(ZonedDateTime moment) {
    if (zone.getRules().isFixedOffset()) {
      return representation();
    }
    return described(
        ZoneNames.abbreviation(moment),
        TimeDelta.of(0, moment.getOffset().getTotalSeconds(), 0),
        new TimeDelta(0).equals(summerTime(moment)) ? "STD" : "DST");
  }

  private String described(String abbreviation, TimeDelta offset, String season) {
    return "<DstTzInfo %s %s%s%s %s>"
        .formatted(
            PythonText.repr(text()),
            abbreviation,
            offset.micros() < 0 ? "" : "+",
            offset.text(),
            season);
  }

  private String fixed() {
    if (zone instanceof ZoneOffset offset) {
      return offset.equals(ZoneOffset.UTC)
          ? "datetime.timezone.utc"
          : "datetime.timezone("
              + TimeDelta.of(0, offset.getTotalSeconds(), 0).representation()
              + ")";
    }
    return "<UTC>";
  }

  /**
   * A moment whose clock shows that, made with this zone as its {@code tzinfo}: pytz then has not
   * looked up the offset of that day, but takes the zone's oldest, local mean time to the minute.
   */
  public Temporal around(LocalDateTime clock) {
    return zone.getRules().isFixedOffset() ? clock.atZone(zone) : clock.atOffset(meanTime());
  }

  private ZoneOffset meanTime() {
    int seconds = zone.getRules().getOffset(Instant.MIN).getTotalSeconds();
    return ZoneOffset.ofTotalSeconds(Math.floorDiv(seconds + 30, 60) * 60);
  }

  @Override
  public String typeName() {
    return "pytz.tzinfo";
  }
}
