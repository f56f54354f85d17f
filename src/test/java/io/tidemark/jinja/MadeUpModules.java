package io.tidemark.jinja;

import java.util.List;
import java.util.Random;

/** Expressions over dbt's {@code modules} and the methods of numbers, made up by rules. */
final class MadeUpModules {
  private static final List<String> TIMES =
      List.of(
          "datetime(2023, 12, 31, 23, 59, 59, 123456)",
          "datetime(2020, 1, 1)",
          "date(2024, 2, 29)",
          "time(1, 2, 3)",
          "timedelta(days=1, hours=5)",
          "timedelta(-1, 3)",
          "datetime.strptime('2024-01-15 10:20', '%Y-%m-%d %H:%M')",
          "datetime.strptime('2024-01-15T10:20+0130', '%Y-%m-%dT%H:%M%z')",
          "datetime.fromisoformat('2024-05-06T07:08:09')",
          "datetime.fromisoformat('20240506T0708+02:30')",
          "date.fromisoformat('2024-12-30')",
          "date.fromisocalendar(2024, 9, 2)");
  private static final List<String> TIME_PARTS =
      List.of(
          "",
          ".isoformat()",
          ".isoformat(sep=' ', timespec='minutes')",
          ".strftime('%Y-%m-%d %H:%M:%S.%f %j %a %B %y %I %p %w %U %W %% %Z %z')",
          ".strftime('%G-W%V-%u %-d %e %D %T')",
          ".year",
          ".weekday()",
          ".isocalendar()",
          ".isocalendar().week",
          ".total_seconds()",
          ".days",
          ".replace(day=1)",
          ".replace(hour=25)",
          ".date()",
          ".timetuple()",
          ".toordinal()",
          ".ctime()",
          ".min",
          ".resolution",
          ".utcoffset()",
          ".tzinfo",
          " + modules.datetime.timedelta(days=30)",
          " - modules.datetime.timedelta(hours=25)",
          " - modules.datetime.date(2024, 1, 1)",
          " < modules.datetime.date(2024, 6, 1)",
          " * 2",
          " // 7",
          "|abs",
          "|tojson");
  private static final List<String> ATOMS =
      List.of(
          "a",
          "l",
          ".",
          "\\\\w",
          "\\\\d",
          "\\\\s",
          "[a-c]",
          "[^a-l]",
          "é",
          "\\\\.",
          "\\\\b",
          "^",
          "$",
          "[\\\\w\\\\s]",
          "[]a]",
          "\\\\x61",
          "\\\\1",
          "{",
          "\\\\S",
          "\\\\Z",
          "(?i:h)",
          "(?P<n>o)",
          "(l)",
          "(a|b)",
          "(?=o)",
          "(?<=l)",
          "(?:el)?",
          "\\\\q",
          "(?x) h # c");
  private static final List<String> REPEATS =
      List.of("", "", "", "*", "+", "?", "{2}", "{,1}", "*?", "++");
  private static final List<String> REPLACEMENTS =
      List.of("X", "\\\\1", "<\\\\g<0>>", "\\\\g<n>", "", "$1", "\\\\n", "\\\\\\\\");
  private static final List<String> LOOKED_THROUGH =
      List.of("s", "u", "'a,b,,c'", "'  pad '", "''", "'ab\\ncd'");
  private static final List<String> NUMBERS =
      List.of(
          "(255).to_bytes(3)",
          "(n).to_bytes(2, 'little')",
          "(n).from_bytes('ab'.encode())",
          "(n).bit_count()",
          "(f).hex()",
          "(f).as_integer_ratio()",
          "(f).fromhex('0x1.8p3')",
          "(neg) ** 0.5",
          "-2 ** n",
          "neg // 2.5",
          "s.encode().hex('-', 3)",
          "s.encode().split()");

  private MadeUpModules() {}

  static String expression(Random random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> "(modules.datetime." + pick(random, TIMES) + pick(random, TIME_PARTS) + ")";
      case 2 -> "(" + pick(random, NUMBERS) + ")";
      default -> search(random);
    };
  }

  private static String search(Random random) {
    StringBuilder pattern = new StringBuilder("'");
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      pattern.append(pick(random, ATOMS)).append(pick(random, REPEATS));
    }
    pattern.append("'");
    String text = pick(random, LOOKED_THROUGH);
    String found = pattern + ", " + text + ")";
    return "modules.re."
        + switch (random.nextInt(7)) {
          case 0 -> "findall(" + found;
          case 1 -> "split(" + found;
          case 2 -> "search(" + found + ".span()";
          case 3 -> "match(" + found + " is none";
          case 4 -> "search(" + found + ".groups()";
          default -> "sub(" + pattern + ", '" + pick(random, REPLACEMENTS) + "', " + text + ")";
        };
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
