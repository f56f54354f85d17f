package io.tidemark.transfer.column;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which types hold each value of another type as it is. Types are written as the catalog writes
 * them: {@code numeric(10,2)}.
 */
final class TypeWidening {

  private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
  private static final Pattern LENGTHS =
      Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?( with(?:out)? time zone)?");
  private static final String TEXT = "text";
  private static final String NUMERIC = "numeric";
  private static final String VARCHAR = "character varying";
  private static final int MOST_FRACTION = 6;

  private TypeWidening() {}

  /** True if each value of {@code from} can be told from its value as {@code to}, and back. */
  static boolean holds(String from, String to) {
    if (from.equals(to) || to.equals(TEXT) || to.equals(VARCHAR)) {
      return true;
    }
    if (from.endsWith("[]") && to.endsWith("[]")) {
      return holds(element(from), element(to)) && !to.equals("text[]");
    }
    Matcher narrow = LENGTHS.matcher(from);
    Matcher wide = LENGTHS.matcher(to);
    return narrow.matches() && wide.matches() && holds(narrow, wide);
  }

  private static String element(String array) {
    return array.substring(0, array.length() - 2);
  }

  private static boolean holds(Matcher from, Matcher to) {
    String narrow = from.group(1);
    String wide = to.group(1);
    if (INTEGERS.contains(narrow)) {
      return holdsInteger(narrow, to, wide);
    }
    return switch (narrow) {
      case NUMERIC -> wide.equals(NUMERIC) && holdsNumeric(from, to);
      case VARCHAR -> wide.equals(VARCHAR) && length(from) <= length(to);
      case "character" -> wide.equals("character") && length(from) <= length(to);
      case "real" -> wide.equals("double precision");
      case "timestamp", "time" ->
          wide.equals(narrow)
              && from.group(4).equals(to.group(4))
              && fraction(from) <= fraction(to);
      case "date" -> wide.equals("timestamp") && to.group(4).equals(" without time zone");
      default -> false;
    };
  }

  private static boolean holdsInteger(String narrow, Matcher to, String wide) {
    if (INTEGERS.contains(wide)) {
      return INTEGERS.indexOf(narrow) < INTEGERS.indexOf(wide);
    }
    return (wide.equals(NUMERIC) && to.group(2) == null)
        || (wide.equals("double precision") && !narrow.equals("bigint"));
  }

  /** Digits before the point and after it. */
  private static boolean holdsNumeric(Matcher from, Matcher to) {
    if (to.group(2) == null) {
      return true;
    }
    return from.group(2) != null
        && scale(from) <= scale(to)
        && length(from) - scale(from) <= length(to) - scale(to);
  }

  private static int length(Matcher type) {
    return type.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(type.group(2));
  }

  private static int scale(Matcher type) {
    return type.group(3) == null ? 0 : Integer.parseInt(type.group(3));
  }

  private static int fraction(Matcher type) {
    return type.group(2) == null ? MOST_FRACTION : Integer.parseInt(type.group(2));
  }
}
