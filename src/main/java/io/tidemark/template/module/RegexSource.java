package io.tidemark.template.module;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.PythonException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The characters of a regular expression, as they are read. Not safe for several threads. */
final class RegexSource {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}\\p{Mn}\\p{Mc}_]*");
  private static final String FLAGS = "aiLmsux";

  private final int[] characters;
  private int at;

  RegexSource(String python) {
    this.characters = python.codePoints().toArray();
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The number that is written; -1 where that is none of a group. */
  static int number(String digits) {
    boolean number =
        !digits.isEmpty() && digits.length() < 6 && digits.chars().allMatch(RegexSource::isDigit);
    return number ? Integer.parseInt(digits) : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  int at() {
    return at;
  }

  void back(int to) {
    at = to;
  }

  boolean atEnd() {
    return at >= characters.length;
  }

  /** The next character; -1 at the end. */
  int peek() {
    return atEnd() ? -1 : characters[at];
  }

  int next() {
    if (atEnd()) {
      throw error("unexpected end of pattern", at);
    }
    return characters[at++];
  }

  boolean startsWith(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      if (at + i >= characters.length || characters[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean take(String ascii) {
    boolean there = startsWith(ascii);
    at += there ? ascii.length() : 0;
    return there;
  }

  String digits() {
    return digits(Integer.MAX_VALUE);
  }

  String digits(int most) {
    return run("0123456789", most);
  }

  private String run(String allowed, int most) {
    StringBuilder run = new StringBuilder();
    while (run.length() < most && !atEnd() && allowed.indexOf(characters[at]) >= 0) {
      run.appendCodePoint(characters[at++]);
    }
    return run.toString();
  }

  /** How often something is repeated. */
  long count(String digits) {
    if (digits.length() > 10 || Long.parseLong(digits) >= 4_294_967_295L) {
      throw new PythonException(ErrorKind.OVERFLOW, "the repetition number is too large");
    }
    return Math.min(Long.parseLong(digits), Integer.MAX_VALUE - 1);
  }

  /** Three octal digits as a character; null, and nothing is read, if that is not what follows. */
  @Nullable Integer octal() {
    int start = at;
    String digits = run("01234567", 3);
    if (digits.length() < 3) {
      at = start;
      return null;
    }
    return octal(digits, start - 1);
  }

  int octal(String digits, int start) {
    int value = Integer.parseInt(digits, 8);
    if (value > 0xff) {
      throw error("octal escape value \\" + digits + " outside of range 0-0o377", start);
    }
    return value;
  }

  /** A character by the hexadecimal digits of its number. */
  int hex(int digits, int start) {
    String found = run("0123456789abcdefABCDEF", digits);
    if (found.length() < digits) {
      throw error("incomplete escape", start);
    }
    int value = Integer.parseUnsignedInt(found, 16);
    if (!Character.isValidCodePoint(value)) {
      throw error("bad escape", start);
    }
    return value;
  }

  /** The flags that are written here; null if there is none. */
  @Nullable Long flags() {
    String letters = run(FLAGS, FLAGS.length());
    if (letters.isEmpty()) {
      return null;
    }
    if (letters.contains("L")) {
      throw error("bad inline flags: cannot use 'L' flag with a str pattern", at);
    }
    long flags = 0;
    for (int i = 0; i < letters.length(); i++) {
      flags |= RegexFlags.ofLetter(letters.charAt(i));
    }
    return flags;
  }

  String until(String end, String what) {
    int start = at;
    StringBuilder text = new StringBuilder();
    while (!startsWith(end)) {
      if (atEnd()) {
        throw text.isEmpty()
            ? error("missing " + what, start)
            : error("missing " + end + ", unterminated name", start);
      }
      text.appendCodePoint(next());
    }
    take(end);
    if (text.isEmpty()) {
      throw error("missing " + what, start);
    }
    return text.toString();
  }

  PythonException error(String problem, int position) {
    return PythonException.value(problem + " at position " + position);
  }
}
