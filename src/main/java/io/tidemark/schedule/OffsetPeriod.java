package io.tidemark.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a zone's clocks are not changed, and how a schedule ticks in it.
 *
 * @param offset of the clocks from UTC
 * @param first the change with which it begins, or null if it has always been so
 * @param last the change with which it ends, or null if none is known
 */
record OffsetPeriod(
    ZoneOffset offset, @Nullable ZoneOffsetTransition first, @Nullable ZoneOffsetTransition last) {

  /** The period that a moment is in. */
  static OffsetPeriod at(Instant moment, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    return new OffsetPeriod(
        rules.getOffset(moment),
        rules.previousTransition(moment.plusNanos(1)),
        rules.nextTransition(moment));
  }

  /**
   * The first tick after a moment.
   *
   * @param everyHour whether what the clocks skip is left out, and what they repeat ticks twice
   */
  Optional<Instant> after(Instant moment, LocalTicks ticks, boolean everyHour) {
    Stream<Instant> regular =
        ticks.after(local(moment, offset)).stream()
            .map(tick -> tick.toInstant(offset))
            .filter(tick -> everyHour || !comesAgain(tick));
    return Stream.concat(regular, madeUpAfter(moment, ticks, everyHour).stream())
        .filter(tick -> last == null || tick.isBefore(last.getInstant()))
        .min(Instant::compareTo);
  }

  /** The last tick before a moment. */
  Optional<Instant> before(Instant moment, LocalTicks ticks, boolean everyHour) {
    Instant from = moment;
    if (!everyHour && last != null && last.isOverlap()) {
      // What comes again is a tick of the next period.
      Instant repeated = last.getDateTimeAfter().toInstant(offset);
      from = moment.isBefore(repeated) ? moment : repeated;
    }
    Stream<Instant> regular =
        ticks.before(local(from, offset)).stream()
            .map(tick -> tick.toInstant(offset))
            .filter(tick -> first == null || !tick.isBefore(first.getInstant()));
    return Stream.concat(regular, madeUpBefore(moment, ticks, everyHour).stream())
        .max(Instant::compareTo);
  }

  private boolean comesAgain(Instant tick) {
    return last != null
        && last.isOverlap()
        && !local(tick, offset).isBefore(last.getDateTimeAfter());
  }

  /** The ticks of the time that the clocks have skipped are made up for right after it. */
  private Optional<Instant> madeUpAfter(Instant moment, LocalTicks ticks, boolean everyHour) {
    if (everyHour || first == null || !first.isGap()) {
      return Optional.empty();
    }
    ZoneOffset old = first.getOffsetBefore();
    return ticks
        .after(local(moment, old))
        .map(tick -> tick.toInstant(old))
        .filter(tick -> tick.isBefore(first.getInstant().plus(gap(first))));
  }

  private Optional<Instant> madeUpBefore(Instant moment, LocalTicks ticks, boolean everyHour) {
    if (everyHour || first == null || !first.isGap()) {
      return Optional.empty();
    }
    ZoneOffset old = first.getOffsetBefore();
    Instant end = first.getInstant().plus(gap(first));
    return ticks
        .before(local(moment.isBefore(end) ? moment : end, old))
        .map(tick -> tick.toInstant(old))
        .filter(tick -> !tick.isBefore(first.getInstant()));
  }

  private static Duration gap(ZoneOffsetTransition change) {
    return change.getDuration();
  }

  private static LocalDateTime local(Instant moment, ZoneOffset offset) {
    return LocalDateTime.ofInstant(moment, offset);
  }
}
