package io.tidemark.template.module;

import java.util.Map;
import java.util.regex.Pattern;

/** The flags of Python's regular expressions. */
final class RegexFlags {

  static final long IGNORECASE = 2;
  static final long MULTILINE = 8;
  static final long DOTALL = 16;
  static final long VERBOSE = 64;
  static final long ASCII = 256;

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
    members.put("UNICODE", 32L);
    members.put("U", 32L);
  }

  /** The same for Java's. */
  static int java(long flags) {
    int java = Pattern.UNIX_LINES;
    java |= (flags & ASCII) == 0 ? Pattern.UNICODE_CHARACTER_CLASS : 0;
    java |= (flags & IGNORECASE) == 0 ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    java |= (flags & MULTILINE) == 0 ? 0 : Pattern.MULTILINE;
    java |= (flags & DOTALL) == 0 ? 0 : Pattern.DOTALL;
    java |= (flags & VERBOSE) == 0 ? 0 : Pattern.COMMENTS;
    return java;
  }
}
