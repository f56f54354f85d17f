package io.tidemark.schedule;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a job file has them: {@code 90s}, {@code 10m}, {@code 1h 30m}, {@code 2 days}. */
public final class Durations {

  /** What is allowed, for an error. */
  public static final String ALLOWED =
      "a number with a unit (s, m, h or d), such as 30s, 10m or 1h 30m";

  private static final Map<Character, ChronoUnit> UNITS =
      Map.of(
          's',
          ChronoUnit.SECONDS,
          'm',
          ChronoUnit.MINUTES,
          'h',
          ChronoUnit.HOURS,
          'd',
          ChronoUnit.DAYS);

  private static final Pattern PART =
      Pattern.compile(
          "\\s*(\\d{1,9})\\s*(s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)(?![a-z])");

  private Durations() {}

  /** The duration that a text says; empty if it says none. */
  public static Optional<Duration> of(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      ChronoUnit unit = UNITS.get(part.group(2).charAt(0));
      sum = sum.plus(Long.parseLong(part.group(1)), unit);
      end = part.end();
    }
    return end > 0 && text.substring(end).isBlank() ? Optional.of(sum) : Optional.empty();
  }
}
