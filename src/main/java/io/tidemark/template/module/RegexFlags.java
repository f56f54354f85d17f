package io.tidemark.template.module;

import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flags of Python's regular expressions. */
final class RegexFlags {

  static final long IGNORECASE = 2;
  static final long LOCALE = 4;
  static final long MULTILINE = 8;
  static final long DOTALL = 16;
  static final long VERBOSE = 64;
  static final long ASCII = 256;
  static final long UNICODE = 32;

  private RegexFlags() {}

  /** The flags by their names, the long ones and the letters. */
  static void addTo(Map<String, Object> members) {
    add(members, "IGNORECASE", IGNORECASE);
    add(members, "LOCALE", LOCALE);
    add(members, "MULTILINE", MULTILINE);
    RegexFlag dotAll = new RegexFlag("DOTALL", DOTALL);
    members.put("DOTALL", dotAll);
    members.put("S", dotAll);
    add(members, "UNICODE", UNICODE);
    add(members, "ASCII", ASCII);
    RegexFlag verbose = new RegexFlag("VERBOSE", VERBOSE);
    members.put("VERBOSE", verbose);
    members.put("X", verbose);
    members.put("NOFLAG", new RegexFlag("NOFLAG", 0));
  }

  private static void add(Map<String, Object> members, String name, long value) {
    RegexFlag flag = new RegexFlag(name, value);
    members.put(name, flag);
    members.put(name.substring(0, 1), flag);
  }

  /** What was given as flags: a number, which may be one of the flags or a sum of them. */
  static long given(@Nullable Object flags) {
    long given = Numbers.index(flags);
    if ((given & LOCALE) != 0) {
      throw PythonException.value("cannot use LOCALE flag with a str pattern");
    }
    if ((given & ASCII) != 0 && (given & UNICODE) != 0) {
      throw PythonException.value("ASCII and UNICODE flags are incompatible");
    }
    return given;
  }

  static long ofLetter(char letter) {
    return switch (letter) {
      case 'i' -> IGNORECASE;
      case 'm' -> MULTILINE;
      case 's' -> DOTALL;
      case 'x' -> VERBOSE;
      case 'a' -> ASCII;
      default -> UNICODE;
    };
  }

  /** As the text of an expression shows them; empty for those that every one has. */
  static String shown(long flags) {
    List<String> names = new ArrayList<>();
    add(names, flags & IGNORECASE, "re.IGNORECASE");
    add(names, flags & MULTILINE, "re.MULTILINE");
    add(names, flags & DOTALL, "re.DOTALL");
    add(names, flags & VERBOSE, "re.VERBOSE");
    add(names, flags & ASCII, "re.ASCII");
    return names.isEmpty() ? "" : ", " + String.join("|", names);
  }

  private static void add(List<String> names, long flag, String name) {
    if (flag != 0) {
      names.add(name);
    }
  }
}
