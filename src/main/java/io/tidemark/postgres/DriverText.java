package io.tidemark.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of PostgreSQL as Python's driver writes them, where that is not the server's own text. */
final class DriverText {

  private static final Pattern TIME =
      Pattern.compile("(\\d{2}:\\d{2}:\\d{2})(\\.\\d+)?(?:([-+]\\d{2})(:\\d{2}.*)?)?");
  private static final Pattern RANGE =
      Pattern.compile("([\\[(])(\"[^\"]*\"|[^,\"]*),(\"[^\"]*\"|[^,\"]*)([\\])])");
  private static final int FRACTION = 7;

  private DriverText() {}

  /** A time of day: with six digits behind the point or none, and the minutes of its zone. */
  static String time(String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    String fraction = parts.group(2);
    String zone = parts.group(3);
    String minutes = parts.group(4);
    return parts.group(1)
        + (fraction == null ? "" : (fraction + "000000").substring(0, FRACTION))
        + (zone == null ? "" : zone + (minutes == null ? ":00" : minutes));
  }

  /** A range: its ends apart, and None where it has none. */
  static String range(String text) {
    Matcher parts = RANGE.matcher(text);
    return parts.matches()
        ? parts.group(1) + end(parts.group(2)) + ", " + end(parts.group(3)) + parts.group(4)
        : text;
  }

  private static String end(String written) {
    return written.isEmpty() ? "None" : written.replace("\"", "");
  }
}
