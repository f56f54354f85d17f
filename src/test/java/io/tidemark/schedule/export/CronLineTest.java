package io.tidemark.schedule.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.schedule.CronSchedule;
import io.tidemark.schedule.DataInterval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cron line means the same to every cron and to systemd. */
class CronLineTest {

  private static final Pattern ELAPSE =
      Pattern.compile("(?:Next elapse|Iter\\. #\\d+): \\w+ (\\S+) (\\S+) UTC");

  private static final int TICKS = 12;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * *|*-*-* 03:00:00",
        "*/15 * * * *|*-*-* *:00/15:00",
        "5 0,12 1-7 jan-mar *|*-01..03-01..07 00,12:05:00",
        "0 9 * * mon-fri|Mon..Fri *-*-* 09:00:00",
        "0 0 * * 7|Sun *-*-* 00:00:00",
        "30 4 1,15 * 5|Fri *-*-* 04:30:00;*-*-01,15 04:30:00",
        "0 0 1 */3 *|*-01/3-01 00:00:00",
        "7-59/13 1,2 * * *|*-*-* 01,02:07/13:00",
      })
  void systemdIsToldSo(String cron, String events) {
    assertThat(CronLine.of(cron).calendar()).containsExactly(events.split(";", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 * * 5-7|0 0 * * 0,5,6",
        "0 0 * * SUN|0 0 * * 0",
        "5/20 * * * *|5,25,45 * * * *",
        "*/15 */6 */10 FEB-MAR *|*/15 */6 1,11,21,31 2,3 *",
        "1-2,30-40 * * * 1-5|1,2,30-40 * * * 1-5",
      })
  void namesSundaysAndOpenStepsAreWrittenAsEveryCronReadsThem(String cron, String expected) {
    String written = CronLine.of(cron).text();

    assertThat(written).isEqualTo(expected);
    assertThat(ticks(written)).isEqualTo(ticks(cron));
    assertThat(CronLine.of(written).text()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 L * *", "0 0 * * 5#2", "0 0 15W * *", "0 0 * * 5-1"})
  void whatNotEveryCronKnowsIsRefused(String cron) {
    assertThatThrownBy(() -> CronLine.of(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not known to every cron");
  }

  /** The lines are made at random; systemd itself says when it would launch. */
  @Test
  void systemdTicksWhenCronDoes() {
    Programs.need("systemd-analyze");
    Random random = new Random(11);
    for (int i = 0; i < 60; i++) {
      String cron = randomLine(random);
      List<Instant> expected = ticks(cron);
      TreeSet<Instant> launches = new TreeSet<>();
      for (String event : CronLine.of(cron).calendar()) {
        launches.addAll(elapses(event + " UTC"));
      }

      assertThat(launches.stream().limit(TICKS).toList()).as(cron).isEqualTo(expected);
      assertThat(ticks(CronLine.of(cron).text())).as(cron).isEqualTo(expected);
    }
  }

  private static String randomLine(Random random) {
    return String.join(
        " ",
        field(random, 0, 59, 0),
        field(random, 0, 23, 1),
        field(random, 1, 28, 2),
        field(random, 1, 12, 2),
        field(random, 0, 7, 2));
  }

  private static String field(Random random, int least, int most, int open) {
    if (random.nextInt(4) < open + 1) {
      return "*";
    }
    int from = least + random.nextInt(most - least + 1);
    int to = from + random.nextInt(most - from + 1);
    return switch (random.nextInt(5)) {
      case 0 -> from + "-" + to;
      case 1 -> from + "-" + to + "/" + (2 + random.nextInt(4));
      case 2 -> "*/" + (2 + random.nextInt(9));
      case 3 -> from + "," + to;
      default -> Integer.toString(from);
    };
  }

  private static List<Instant> ticks(String cron) {
    return CronSchedule.of(cron, ZoneOffset.UTC)
        .intervalsFrom(Instant.parse("2026-02-25T10:30:01Z"))
        .map(DataInterval::start)
        .limit(TICKS)
        .toList();
  }

  private static List<Instant> elapses(String event) {
    Programs.Answer answer =
        Programs.run(
            "",
            "env",
            "TZ=UTC",
            "LC_ALL=C",
            "systemd-analyze",
            "calendar",
            "--base-time=2026-02-25 10:30:00 UTC",
            "--iterations=" + TICKS,
            event);
    assertThat(answer.exitCode()).as("%s: %s", event, answer.text()).isZero();
    List<Instant> elapses = new ArrayList<>();
    Matcher found = ELAPSE.matcher(answer.text());
    while (found.find()) {
      elapses.add(Instant.parse(found.group(1) + "T" + found.group(2) + "Z"));
    }
    return elapses;
  }
}
