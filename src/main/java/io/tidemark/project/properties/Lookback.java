package io.tidemark.project.properties;

import io.tidemark.project.problem.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what may be written as a {@code lookback}: a number, or an interval, neither negative. */
final class Lookback {

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern CLOCK = Pattern.compile("\\d+:\\d\\d(:\\d\\d(\\.\\d+)?)?");
  private static final Pattern ISO =
      Pattern.compile(
          "P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)[\\s,]*");

  /** PostgreSQL's units without their plurals, and the short ones that nobody mistakes. */
  private static final List<String> UNITS =
      List.of("second", "minute", "hour", "day", "week", "month", "year");

  private static final Set<String> SHORT =
      Set.of("s", "sec", "secs", "min", "mins", "h", "hr", "hrs", "d", "w", "y", "ms");

  private static final Set<String> SMALL =
      Set.of("millisecond", "milliseconds", "microsecond", "microseconds");

  private Lookback() {}

  /** True if it is a number, for a watermark that is one. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** True if it can be taken from a watermark. */
  static boolean allowed(String text) {
    return isNumber(text)
        || CLOCK.matcher(text).matches()
        || ISO.matcher(text.toUpperCase(Locale.ROOT)).matches()
        || unknownUnit(text).filter(String::isEmpty).isPresent();
  }

  /** The unit that was probably meant, as a question; empty where no guess can be made. */
  static Optional<String> question(String text) {
    return unknownUnit(text)
        .filter(unit -> !unit.isEmpty())
        .flatMap(
            unit -> {
              Set<String> known = new TreeSet<>(UNITS);
              UNITS.forEach(one -> known.add(one + "s"));
              return NearestName.question(unit, known);
            });
  }

  /** The first unit that is none; an empty text if all are; empty if it is not made of parts. */
  private static Optional<String> unknownUnit(String text) {
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      end = part.end();
      String unit = part.group(2).toLowerCase(Locale.ROOT);
      String singular = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
      if (!UNITS.contains(singular) && !SHORT.contains(unit) && !SMALL.contains(unit)) {
        return Optional.of(part.group(2));
      }
    }
    return end > 0 && end == text.length() ? Optional.of("") : Optional.empty();
  }
}
