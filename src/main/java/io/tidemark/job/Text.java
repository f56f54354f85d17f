package io.tidemark.job;

import java.time.Duration;

/** How durations and errors are told. */
final class Text {

  private static final int LONGEST = 500;

  private Text() {}

  /** {@code 1h 30m}. */
  static String of(Duration duration) {
    if (duration.toSeconds() == 0) {
      return duration.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    add(text, duration.toDays(), "d");
    add(text, duration.toHoursPart(), "h");
    add(text, duration.toMinutesPart(), "m");
    add(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  /** A failure's message, not too long to be kept. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    String whole = message == null ? failure.toString() : message;
    return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST - 1) + "…";
  }

  private static void add(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : " ").append(count).append(unit);
    }
  }
}
