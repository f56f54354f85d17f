package io.tidemark.template.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The flags of Python's regular expressions. */
final class RegexFlags {

  static final long IGNORECASE = 2;
  static final long MULTILINE = 8;
  static final long DOTALL = 16;
  static final long VERBOSE = 64;
  static final long ASCII = 256;
  static final long UNICODE = 32;

  private RegexFlags() {}

  static void addTo(Map<String, Object> members) {
    members.put("IGNORECASE", IGNORECASE);
    members.put("I", IGNORECASE);
    members.put("MULTILINE", MULTILINE);
    members.put("M", MULTILINE);
    members.put("DOTALL", DOTALL);
    members.put("S", DOTALL);
    members.put("VERBOSE", VERBOSE);
    members.put("X", VERBOSE);
    members.put("ASCII", ASCII);
    members.put("A", ASCII);
    members.put("UNICODE", UNICODE);
    members.put("U", UNICODE);
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
