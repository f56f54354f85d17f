package io.tidemark.schedule.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schedule.CronSchedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No interval is left out by a scheduler that treats changes of the clocks in its own way. */
class LaunchTimesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Zurich",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Havana",
        "Africa/Cairo",
        "Asia/Kolkata",
        "UTC"
      })
  void everyIntervalIsLaunchedBeforeTheNextIsOver(String name) {
    ZoneId zone = ZoneId.of(name);
    for (String cron :
        List.of(
            "30 2 * * *", "0 0 * * *", "15 1 * * *", "45 23 * * *", "10 * * * *", "5 2,14 * * *")) {
      CronSchedule schedule = CronSchedule.of(cron, zone);
      LaunchTimes times = LaunchTimes.of(schedule, NOW);
      ZoneOffsetTransition change = zone.getRules().nextTransition(NOW);
      for (int i = 0; i < 4 && change != null; i++) {
        Instant from = change.getInstant().minusSeconds(2 * 86_400);
        NavigableSet<Instant> launches = launches(times, from, from.plusSeconds(6 * 86_400));
        Instant tick = schedule.after(from);
        while (tick.isBefore(from.plusSeconds(4 * 86_400))) {
          Instant next = schedule.after(tick);
          assertThat(launches.ceiling(tick))
              .as("%s in %s: the interval that is over at %s", cron, name, tick)
              .isNotNull()
              .isBefore(next);
          tick = next;
        }
        change = zone.getRules().nextTransition(change.getInstant());
      }
    }
  }

  @Test
  void onlyWhatTheClocksTouchIsLaunchedTwice() {
    assertThat(line("30 2 * * *", "Europe/Zurich")).isEqualTo("30 2,3 * * *");
    assertThat(line("30 3 * * *", "Europe/Zurich")).isEqualTo("30 3 * * *");
    assertThat(line("30 2 * * *", "UTC")).isEqualTo("30 2 * * *");
    assertThat(line("30 2 * * *", "Asia/Kolkata")).isEqualTo("30 2 * * *");
    assertThat(line("@daily", "Africa/Cairo")).isEqualTo("0 0,1 * * *");
  }

  @Test
  void everyHourIsUtcsWhereTheClocksAreSetByHours() {
    LaunchTimes times =
        LaunchTimes.of(CronSchedule.of("10 * * * *", ZoneId.of("Europe/Zurich")), NOW);

    assertThat(times.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(times.calendar()).containsExactly("*-*-* *:10:00 UTC");
  }

  private static String line(String cron, String zone) {
    return LaunchTimes.of(CronSchedule.of(cron, ZoneId.of(zone)), NOW).line().text();
  }

  /** As systemd and Kubernetes do: what is skipped is left out, of two times the first is taken. */
  private static NavigableSet<Instant> launches(LaunchTimes times, Instant from, Instant to) {
    CronSchedule inUtc = CronSchedule.of(times.line().text(), ZoneOffset.UTC);
    NavigableSet<Instant> launches = new TreeSet<>();
    LocalDate day = LocalDate.ofInstant(from, times.zone()).minusDays(1);
    Instant tick = inUtc.after(day.atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1));
    while (tick.isBefore(to.plusSeconds(2 * 86_400))) {
      LocalDateTime local = LocalDateTime.ofInstant(tick, ZoneOffset.UTC);
      times.zone().getRules().getValidOffsets(local).stream()
          .findFirst()
          .ifPresent(offset -> launches.add(local.toInstant(offset)));
      tick = inUtc.after(tick);
    }
    return launches;
  }
}
