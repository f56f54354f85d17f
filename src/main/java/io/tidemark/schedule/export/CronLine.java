package io.tidemark.schedule.export;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/** The five fields of a cron line. Immutable. */
record CronLine(
    CronField minute, CronField hour, CronField dayOfMonth, CronField month, CronField dayOfWeek) {

  /**
   * Reads a line that cron-utils has accepted.
   *
   * @throws IllegalArgumentException if it has something that not every cron knows; the message is
   *     a sentence without a full stop
   */
  static CronLine of(String expression) {
    String[] fields = expression.strip().split("\\s+", -1);
    CronField.Kind[] kinds = CronField.Kind.values();
    List<CronField> read = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      read.add(CronField.of(kinds[i], fields[i]));
    }
    return new CronLine(read.get(0), read.get(1), read.get(2), read.get(3), read.get(4));
  }

  /** The same at other hours. */
  CronLine atHours(NavigableSet<Integer> hours) {
    return new CronLine(minute, hour.with(hours), dayOfMonth, month, dayOfWeek);
  }

  /** Whether it ticks on every day of the year. */
  boolean everyDay() {
    return dayOfMonth.open() && month.all() && dayOfWeek.open();
  }

  /** As every cron reads it alike. */
  String text() {
    return String.join(
        " ", minute.text(), hour.text(), dayOfMonth.text(), month.text(), dayOfWeek.text());
  }

  /**
   * As systemd's calendar events, without a time zone. Of the two days systemd wants both, cron
   * either: so where both are limited these are two.
   */
  List<String> calendar() {
    String time = "%s:%s:00".formatted(hour.calendar(), minute.calendar());
    String inMonth = "*-%s-*".formatted(month.calendar());
    List<String> events = new ArrayList<>();
    if (!dayOfWeek.open() && !dayOfWeek.all()) {
      events.add(dayOfWeek.calendar() + " " + inMonth + " " + time);
    }
    if (events.isEmpty() || !dayOfMonth.open()) {
      boolean anyDay = !dayOfWeek.open() && dayOfWeek.all();
      String day = anyDay ? "*" : dayOfMonth.calendar();
      events.add("*-%s-%s %s".formatted(month.calendar(), day, time));
    }
    return events;
  }
}
