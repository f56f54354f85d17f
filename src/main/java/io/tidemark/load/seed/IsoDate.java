package io.tidemark.load.seed;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dates of ISO 8601 that Python's {@code isodate} takes, each in one of its forms. */
final class IsoDate {

  private static final int LAST_YEAR = 9999;

  /** One way to write a date. Its first group is the year, or the century. */
  private record Form(Pattern pattern, Function<Matcher, LocalDate> reading) {

    Form(String pattern, Function<Matcher, LocalDate> reading) {
      this(Pattern.compile(pattern), reading);
    }
  }

  /** Tried in this order: the first that fits decides. */
  private static final List<Form> FORMS =
      List.of(
          new Form(
              "([0-9]{4})-([0-9]{2})-([0-9]{2})",
              at -> calendar(number(at, 1), number(at, 2), number(at, 3))),
          new Form(
              "([0-9]{4})([0-9]{2})([0-9]{2})",
              at -> calendar(number(at, 1), number(at, 2), number(at, 3))),
          new Form(
              "([0-9]{4})-W([0-9]{2})-([0-9])",
              at -> week(number(at, 1), number(at, 2), number(at, 3))),
          new Form(
              "([0-9]{4})W([0-9]{2})([0-9])",
              at -> week(number(at, 1), number(at, 2), number(at, 3))),
          new Form(
              "([0-9]{4})-?([0-9]{3})",
              at -> calendar(number(at, 1), 1, 1).plusDays(number(at, 2) - 1L)),
          new Form("([0-9]{4})-?W([0-9]{2})", at -> week(number(at, 1), number(at, 2), 1)),
          new Form("([0-9]{4})-?([0-9]{2})", at -> calendar(number(at, 1), number(at, 2), 1)),
          new Form("([0-9]{4})", at -> calendar(number(at, 1), 1, 1)),
          new Form("([0-9]{2})", at -> calendar(number(at, 1) * 100 + 1, 1, 1)));

  private IsoDate() {}

  /**
   * The date; null if it has none of the forms.
   *
   * @throws java.time.DateTimeException if there is no such day
   */
  static @Nullable LocalDate parse(String text) {
    for (Form form : FORMS) {
      Matcher found = form.pattern().matcher(text);
      if (found.matches()) {
        LocalDate date = form.reading().apply(found);
        // Python knows no year before the first, and none of five digits.
        return date.getYear() < 1 || date.getYear() > LAST_YEAR ? null : date;
      }
    }
    return null;
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  /** A month 00 is the first one. */
  private static LocalDate calendar(int year, int month, int day) {
    if (year == 0) {
      throw new DateTimeException("Python knows no year 0");
    }
    return LocalDate.of(year, month == 0 ? 1 : month, day);
  }

  /** Neither the week nor the day is checked: they are counted from the year's first. */
  private static LocalDate week(int year, int week, int day) {
    LocalDate first = calendar(year, 1, 1);
    boolean inFirstWeek = first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == 1;
    return first
        .plusWeeks(week - (inFirstWeek ? 1L : 0L))
        .plusDays((long) day - first.getDayOfWeek().getValue());
  }
}
