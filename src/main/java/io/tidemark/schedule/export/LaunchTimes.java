package io.tidemark.schedule.export;

import io.tidemark.schedule.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When an external scheduler has to launch a job, so that each of its intervals is run soon after
 * it is over.
 *
 * <p>Where the clocks change, schedulers disagree with Airflow and with each other: a time that is
 * skipped is never launched by systemd and Kubernetes, and of a time that comes twice they take the
 * first, when the interval is not over yet. A launch that finds nothing to do ends at once; so
 * where a tick can fall on such a time, the job is launched once more, an hour later, every day.
 *
 * @param line when
 * @param zone in whose time
 * @param note what a person who reads the exported line has to know, or null
 */
record LaunchTimes(CronLine line, ZoneId zone, @Nullable String note) {

  /** Zones' rules that far ahead are known, and change before that anyway. */
  private static final Duration AHEAD = Duration.ofDays(3_660);

  /**
   * Works them out.
   *
   * @param now from when on
   * @throws IllegalArgumentException if the schedule has something that not every cron knows
   */
  static LaunchTimes of(CronSchedule schedule, Instant now) {
    CronLine line = CronLine.of(schedule.expression());
    ZoneId zone = schedule.zone();
    List<ZoneOffsetTransition> changes = changes(zone, now);
    if (changes.isEmpty()) {
      return new LaunchTimes(line, zone, null);
    }
    if (line.hour().open()) {
      boolean wholeHours =
          changes.stream()
              .allMatch(
                  change ->
                      change.getOffsetBefore().getTotalSeconds() % 3600 == 0
                          && change.getOffsetAfter().getTotalSeconds() % 3600 == 0);
      // Every hour that passes is every hour of UTC, which has no hour twice.
      return line.everyDay() && wholeHours
          ? new LaunchTimes(line, ZoneOffset.UTC, null)
          : new LaunchTimes(line, zone, null);
    }
    return laterToo(line, zone, changes);
  }

  private static LaunchTimes laterToo(
      CronLine line, ZoneId zone, List<ZoneOffsetTransition> changes) {
    NavigableSet<Integer> own = line.hour().values();
    NavigableSet<Integer> later = new TreeSet<>();
    boolean nextDay = false;
    for (int hour : own) {
      int hours = hoursLater(line, hour, changes);
      nextDay |= hours > 0 && hour + hours > 23;
      later.add((hour + hours) % 24);
    }
    later.removeAll(own);
    if (later.isEmpty()) {
      return new LaunchTimes(line, zone, null);
    }
    if (nextDay && !line.everyDay()) {
      return new LaunchTimes(
          line, zone, "Where the clocks change at that time, the next launch makes up for it.");
    }
    String added = String.join(", ", later.stream().map("%02d:00"::formatted).toList());
    later.addAll(own);
    return new LaunchTimes(
        line.atHours(later),
        zone,
        ("In the hours after %s it is launched for the days on which the clocks change; on others"
                + " it finds nothing to do then.")
            .formatted(added));
  }

  /** How much later a tick in that hour may be, at most, because the clocks change. */
  private static int hoursLater(CronLine line, int hour, List<ZoneOffsetTransition> changes) {
    long minutes = 0;
    for (int minute : line.minute().values()) {
      LocalTime tick = LocalTime.of(hour, minute);
      for (ZoneOffsetTransition change : changes) {
        if (falls(tick, change)) {
          minutes = Math.max(minutes, change.getDuration().abs().toMinutes());
        }
      }
    }
    return (int) ((minutes + 59) / 60);
  }

  /** Whether the clocks skip that time of day at a change, or show it twice. */
  private static boolean falls(LocalTime tick, ZoneOffsetTransition change) {
    LocalDateTime before = change.getDateTimeBefore();
    LocalDateTime after = change.getDateTimeAfter();
    LocalDateTime from = change.isGap() ? before : after;
    LocalDateTime to = change.isGap() ? after : before;
    LocalDateTime first = from.toLocalDate().atTime(tick);
    LocalDateTime last = to.toLocalDate().atTime(tick);
    return within(first, from, to) || within(last, from, to);
  }

  private static boolean within(LocalDateTime time, LocalDateTime from, LocalDateTime to) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone, Instant now) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    Instant end = now.plus(AHEAD);
    ZoneOffsetTransition change = zone.getRules().nextTransition(now);
    while (change != null && change.getInstant().isBefore(end)) {
      changes.add(change);
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }

  /** As systemd's calendar events. */
  List<String> calendar() {
    return line.calendar().stream().map(event -> event + " " + zoneName()).toList();
  }

  /** The zone by the name that all schedulers know. */
  String zoneName() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
