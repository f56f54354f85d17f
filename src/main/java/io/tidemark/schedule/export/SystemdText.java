package io.tidemark.schedule.export;

import java.util.regex.Pattern;

/** Values for systemd's unit files. This is the only place where they are quoted. */
final class SystemdText {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@+,=-]+");

  private SystemdText() {}

  /** A word of a command line: in quotes where it needs them, specifiers and variables escaped. */
  static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    StringBuilder quoted = new StringBuilder("\"");
    word.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\\', '"' -> quoted.append('\\').append((char) c);
                case '%', '$' -> quoted.append((char) c).append((char) c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (Character.isISOControl(c) && c < 0x80) {
                    quoted.append("\\x%02x".formatted(c));
                  } else {
                    quoted.append((char) c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }

  /** A value that is a whole line, such as a path or a description: only specifiers mean more. */
  static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip().replace("%", "%%");
    // At its end a backslash would join the next line to it.
    return line.endsWith("\\") ? line + "." : line;
  }
}
