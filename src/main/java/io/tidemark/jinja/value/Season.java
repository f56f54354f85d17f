package io.tidemark.jinja.value;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a time zone's clocks show for some time.
 *
 * @param offset how far they are from UTC
 * @param summer how much of that is summer time; null where nobody knows
 * @param name its abbreviation, {@code CET}; null where it has none
 */
public record Season(ZoneOffset offset, @Nullable TimeDelta summer, @Nullable String name) {

  /** What a region's clocks show at that moment. */
  static Season at(ZonedDateTime moment) {
    long summer = moment.getZone().getRules().getDaylightSavings(moment.toInstant()).toSeconds();
    ZoneOffset minutes = toTheMinute(moment.getOffset());
    boolean isMeanTime = !minutes.equals(moment.getOffset());
    String name = isMeanTime ? "LMT" : ZoneNames.abbreviation(moment);
    return new Season(minutes, TimeDelta.of(0, summer, 0), name);
  }

  /** An offset as pytz has it. */
  static ZoneOffset toTheMinute(ZoneOffset offset) {
    int seconds = Math.floorDiv(offset.getTotalSeconds() + 30, 60) * 60;
    return ZoneOffset.ofTotalSeconds(seconds);
  }

  TimeDelta fromUtc() {
    return TimeDelta.of(0, offset.getTotalSeconds(), 0);
  }

  boolean isSummer() {
    return summer != null && !summer.isZero();
  }
}
