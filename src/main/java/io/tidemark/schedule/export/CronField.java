package io.tidemark.schedule.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * One of the five fields of a cron line, as the numbers it stands for.
 *
 * @param kind which one
 * @param values the numbers
 * @param open whether it was an asterisk, which for days is more than all numbers: where both days
 *     are limited, cron takes either
 */
record CronField(Kind kind, NavigableSet<Integer> values, boolean open) {

  /** Which field. */
  enum Kind {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY_OF_MONTH(1, 31, ""),
    MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK(0, 6, "sun mon tue wed thu fri sat");

    private final int least;
    private final int most;
    private final String names;

    Kind(int least, int most, String names) {
      this.least = least;
      this.most = most;
      this.names = names;
    }

    private List<String> names() {
      return List.of(names.split(" ", -1));
    }
  }

  CronField {
    values = Collections.unmodifiableNavigableSet(new TreeSet<>(values));
  }

  /**
   * Reads a field that cron-utils has accepted.
   *
   * @throws IllegalArgumentException if it has something that not every cron knows; the message is
   *     a sentence without a full stop
   */
  static CronField of(Kind kind, String text) {
    NavigableSet<Integer> values = new TreeSet<>();
    for (String element : text.split(",", -1)) {
      addElement(kind, element, values);
    }
    return new CronField(kind, values, text.equals("*"));
  }

  /** The same with other numbers. */
  CronField with(NavigableSet<Integer> others) {
    return new CronField(kind, others, open && others.equals(values));
  }

  private static void addElement(Kind kind, String element, NavigableSet<Integer> values) {
    String[] stepped = element.split("/", -1);
    int step = stepped.length == 2 ? number(kind, stepped[1], element) : 1;
    String[] range = stepped[0].split("-", -1);
    if (stepped.length > 2 || range.length > 2 || step < 1) {
      throw unknown(element);
    }
    int from = stepped[0].equals("*") ? kind.least : number(kind, range[0], element);
    int to =
        range.length == 2
            ? number(kind, range[1], element)
            : stepped[0].equals("*") || stepped.length == 2 ? kind.most : from;
    // Sunday is 0 and 7.
    int most = kind == Kind.DAY_OF_WEEK ? 7 : kind.most;
    if (from < kind.least || to > most || from > to) {
      throw unknown(element);
    }
    for (int value = from; value <= to; value += step) {
      values.add(kind == Kind.DAY_OF_WEEK ? value % 7 : value);
    }
  }

  private static int number(Kind kind, String text, String element) {
    int named = kind.names().indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + kind.least;
    }
    if (!text.matches("\\d{1,4}")) {
      throw unknown(element);
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException unknown(String element) {
    return new IllegalArgumentException(
        "\"" + element + "\" is not known to every cron, so it can't be exported");
  }

  /** All numbers that there are. */
  boolean all() {
    return values.size() == kind.most - kind.least + 1;
  }

  /** As a field of a cron line that every cron reads alike: numbers, ranges and steps only. */
  String text() {
    if (open) {
      return "*";
    }
    int step = progression();
    boolean day = kind == Kind.DAY_OF_MONTH || kind == Kind.DAY_OF_WEEK;
    if (step > 1 && values.first() == kind.least && !day) {
      return "*/" + step;
    }
    return String.join(",", runs("-"));
  }

  /** As a part of systemd's calendar events; days of the week by their names. */
  String calendar() {
    if (open || (all() && kind != Kind.DAY_OF_WEEK)) {
      return "*";
    }
    int step = progression();
    if (step > 1 && kind != Kind.DAY_OF_WEEK) {
      return shown(values.first()) + "/" + step;
    }
    return String.join(",", runs(".."));
  }

  /** The distance of numbers that go on to the field's end with the same one; 0 for others. */
  private int progression() {
    if (values.size() < 3) {
      return 0;
    }
    int step = values.higher(values.first()) - values.first();
    int expected = values.first();
    for (int value : values) {
      if (value != expected) {
        return 0;
      }
      expected += step;
    }
    return expected > kind.most ? step : 0;
  }

  /** Three and more that follow each other as a range, the others alone. */
  private List<String> runs(String to) {
    List<String> runs = new ArrayList<>();
    List<Integer> left = new ArrayList<>(values);
    int i = 0;
    while (i < left.size()) {
      int end = i;
      while (end + 1 < left.size() && left.get(end + 1) == left.get(end) + 1) {
        end++;
      }
      if (end - i >= 2) {
        runs.add(shown(left.get(i), to) + to + shown(left.get(end), to));
      } else {
        for (int k = i; k <= end; k++) {
          runs.add(shown(left.get(k), to));
        }
      }
      i = end + 1;
    }
    return runs;
  }

  private String shown(int value, String to) {
    return to.equals("-") ? Integer.toString(value) : shown(value);
  }

  private String shown(int value) {
    if (kind == Kind.DAY_OF_WEEK) {
      String name = kind.names().get(value);
      return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
    return "%02d".formatted(value);
  }
}
