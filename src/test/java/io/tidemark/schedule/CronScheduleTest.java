package io.tidemark.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a schedule ticks, on the days on which clocks are set above all. */
class CronScheduleTest {

  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

  @Test
  void halfPastTwoIsMadeUpForWhereItIsSkipped() {
    CronSchedule daily = CronSchedule.of("30 2 * * *", ZURICH);

    assertThat(ticks(daily, "2026-03-28T00:00", "2026-03-31T00:00"))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void ofHalfPastTwoThatComesTwiceTheSecondIsTaken() {
    CronSchedule daily = CronSchedule.of("30 2 * * *", ZURICH);

    assertThat(ticks(daily, "2026-10-24T00:00", "2026-10-27T00:00"))
        .containsExactly(
            "2026-10-24T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-26T02:30+01:00");
  }

  @Test
  void everyHourFollowsTheHoursThatPass() {
    CronSchedule hourly = CronSchedule.of("30 * * * *", ZURICH);

    assertThat(ticks(hourly, "2026-03-29T01:00", "2026-03-29T04:00"))
        .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00");
    assertThat(ticks(hourly, "2026-10-25T02:00", "2026-10-25T04:00"))
        .containsExactly(
            "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00");
  }

  @Test
  void anIntervalEndsWhereTheNextBegins() {
    CronSchedule daily = CronSchedule.of("0 3 * * *", ZoneOffset.UTC);

    assertThat(daily.lastComplete(Instant.parse("2026-11-22T03:00:00Z")))
        .isEqualTo(
            new DataInterval(
                Instant.parse("2026-11-21T03:00:00Z"), Instant.parse("2026-11-22T03:00:00Z")));
    assertThat(daily.lastComplete(Instant.parse("2026-11-22T02:59:59.999Z")).start())
        .isEqualTo("2026-11-20T03:00:00Z");
    assertThat(daily.intervalsFrom(Instant.parse("2026-11-20T12:00:00Z")).limit(2))
        .extracting(DataInterval::logicalDate)
        .containsExactly(
            Instant.parse("2026-11-21T03:00:00Z"), Instant.parse("2026-11-22T03:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * *|five fields",
        "0 0 3 * * *|not 6",
        "0 0 30 2 *|never comes",
        "61 * * * *|no cron line",
        "a b c d e|no cron line",
        "@dayly|@daily"
      })
  void whatIsNoScheduleIsRefused(String text, String why) {
    assertThatThrownBy(() -> CronSchedule.of(text, ZURICH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void presetsAndNamesAreKnown() {
    assertThat(
            ticks(
                CronSchedule.of("@weekly", ZoneOffset.UTC), "2026-11-16T00:00", "2026-11-30T00:00"))
        .containsExactly("2026-11-22T00:00Z", "2026-11-29T00:00Z");
    assertThat(
            ticks(
                CronSchedule.of("0 9 * * MON-TUE", ZoneOffset.UTC),
                "2026-11-16T00:00",
                "2026-11-22T00:00"))
        .containsExactly("2026-11-16T09:00Z", "2026-11-17T09:00Z");
    // Where both days are limited, cron takes either.
    assertThat(
            ticks(
                CronSchedule.of("0 0 13 * 5", ZoneOffset.UTC),
                "2026-11-06T00:00",
                "2026-11-15T00:00"))
        .containsExactly("2026-11-06T00:00Z", "2026-11-13T00:00Z");
  }

  /** Lord Howe's clocks are set by half an hour, Apia's were set by a day. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"})
  void itTicksWhereEveryMinuteSaysSo(String name) {
    ZoneId zone = ZoneId.of(name);
    Random random = new Random(7);
    for (String text :
        List.of("30 2 * * *", "*/20 1-3 * * *", "15 * * * *", "0 0 * * *", "0 */6 * * *")) {
      CronSchedule schedule = CronSchedule.of(text, zone);
      for (Instant change : changes(zone)) {
        Instant from = change.minusSeconds(3 * 86_400);
        NavigableSet<Instant> expected =
            byMinutes(
                matcher(text),
                zone,
                from,
                change.plusSeconds(3 * 86_400),
                text.split(" ", -1)[1].equals("*"));
        for (int i = 0; i < 60; i++) {
          Instant moment = change.plusSeconds(random.nextInt(2 * 86_400) - 86_400);
          assertThat(schedule.after(moment))
              .as("%s after %s", text, moment)
              .isEqualTo(expected.higher(moment));
          assertThat(schedule.before(moment))
              .as("%s before %s", text, moment)
              .isEqualTo(expected.lower(moment));
        }
        for (Instant tick :
            expected.subSet(change.minusSeconds(86_400), change.plusSeconds(86_400))) {
          assertThat(schedule.ticksAt(tick)).isTrue();
          assertThat(schedule.after(tick)).isEqualTo(expected.higher(tick));
          assertThat(schedule.before(tick)).isEqualTo(expected.lower(tick));
        }
      }
    }
  }

  private static List<Instant> changes(ZoneId zone) {
    Instant first = Instant.parse("2011-12-01T00:00:00Z");
    ZoneOffsetTransition one = zone.getRules().nextTransition(first);
    if (one == null) {
      return List.of(first);
    }
    ZoneOffsetTransition other = zone.getRules().nextTransition(one.getInstant());
    return other == null
        ? List.of(one.getInstant())
        : List.of(one.getInstant(), other.getInstant());
  }

  /** Every local minute, put on the time line by the rule. */
  private static NavigableSet<Instant> byMinutes(
      Predicate<LocalDateTime> matches, ZoneId zone, Instant from, Instant to, boolean everyHour) {
    NavigableSet<Instant> ticks = new TreeSet<>();
    LocalDateTime end = LocalDateTime.ofInstant(to, zone).plusDays(2);
    for (LocalDateTime local = LocalDate.ofInstant(from, zone).minusDays(2).atStartOfDay();
        local.isBefore(end);
        local = local.plusMinutes(1)) {
      if (!matches.test(local)) {
        continue;
      }
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
      if (everyHour) {
        LocalDateTime tick = local;
        offsets.forEach(offset -> ticks.add(tick.toInstant(offset)));
      } else {
        ticks.add(local.atZone(zone).withLaterOffsetAtOverlap().toInstant());
      }
    }
    return ticks;
  }

  private static Predicate<LocalDateTime> matcher(String text) {
    return switch (text) {
      case "30 2 * * *" -> time -> time.getHour() == 2 && time.getMinute() == 30;
      case "*/20 1-3 * * *" ->
          time -> time.getHour() >= 1 && time.getHour() <= 3 && time.getMinute() % 20 == 0;
      case "15 * * * *" -> time -> time.getMinute() == 15;
      case "0 0 * * *" -> time -> time.getHour() == 0 && time.getMinute() == 0;
      case "0 */6 * * *" -> time -> time.getHour() % 6 == 0 && time.getMinute() == 0;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static List<String> ticks(CronSchedule schedule, String from, String to) {
    Instant first = LocalDateTime.parse(from).atZone(schedule.zone()).toInstant();
    Instant end = LocalDateTime.parse(to).atZone(schedule.zone()).toInstant();
    return schedule
        .intervalsFrom(first)
        .map(DataInterval::start)
        .takeWhile(tick -> tick.isBefore(end))
        .map(tick -> ZonedDateTime.ofInstant(tick, schedule.zone()).toOffsetDateTime().toString())
        .toList();
  }
}
