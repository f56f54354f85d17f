package io.tidemark.template.module;

import io.tidemark.jinja.value.PythonException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A regular expression of Python, rewritten as Java takes it. One use rewrites one text. */
final class RegexText {

  private static final String SPECIAL = "\\.^$*+?{}[]|()-&~# \t\n\r\u000b\f";

  private final String python;
  private final StringBuilder java = new StringBuilder();
  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private int group;
  private int at;

  private RegexText(String python) {
    this.python = python;
  }

  /** What Java takes, and the names of the groups with their numbers. */
  record Rewritten(String java, Map<String, Integer> groups) {}

  static Rewritten rewrite(String python) {
    RegexText text = new RegexText(python);
    while (text.at < python.length()) {
      text.next();
    }
    return new Rewritten(text.java.toString(), text.groups);
  }

  /** A text as an expression that finds just it. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private void next() {
    char c = python.charAt(at);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> open();
      case '{' -> brace();
      default -> {
        java.append(c);
        at++;
      }
    }
  }

  private void escape() {
    if (at + 1 >= python.length()) {
      throw PythonException.value("bad escape (end of pattern) at position " + at);
    }
    char c = python.charAt(at + 1);
    at += 2;
    if (c == 'Z') {
      java.append("\\z");
    } else {
      java.append('\\').append(c);
    }
  }

  /** In a class of Java's a bracket opens another one, and two ampersands mean something. */
  private void characterClass() {
    int start = at;
    java.append('[');
    at++;
    if (at < python.length() && python.charAt(at) == '^') {
      java.append('^');
      at++;
    }
    boolean first = true;
    while (at < python.length() && (first || python.charAt(at) != ']')) {
      char c = python.charAt(at);
      if (c == '\\' && at + 1 < python.length()) {
        java.append(python, at, at + 2);
        at += 2;
      } else {
        java.append("[]&^ #~".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
        at++;
      }
      first = false;
    }
    if (at >= python.length()) {
      throw PythonException.value("unterminated character set at position " + start);
    }
    java.append(']');
    at++;
  }

  private void open() {
    if (python.startsWith("(?P<", at)) {
      int from = python.indexOf('<', at) + 1;
      int end = python.indexOf('>', from);
      if (end < 0) {
        throw PythonException.value("missing >, unterminated name at position " + from);
      }
      groups.put(python.substring(from, end), ++group);
      java.append('(');
      at = end + 1;
    } else if (python.startsWith("(?P=", at)) {
      int end = python.indexOf(')', at);
      Integer known = groups.get(python.substring(at + 4, Math.max(at + 4, end)));
      if (known == null) {
        throw PythonException.value("unknown group name at position " + at);
      }
      java.append("(?:\\").append(known).append(')');
      at = end + 1;
    } else if (python.startsWith("(?#", at)) {
      int end = python.indexOf(')', at);
      at = end < 0 ? python.length() : end + 1;
    } else if (python.startsWith("(?(", at)) {
      throw PythonException.value("a group under a condition, (?(…)…), is not supported here");
    } else {
      group += python.startsWith("(?", at) ? 0 : 1;
      java.append('(');
      at++;
      inlineFlags();
    }
  }

  /** Flags that Java has not, or has as its default here. */
  private void inlineFlags() {
    if (!python.startsWith("?", at)) {
      return;
    }
    int end = at + 1;
    while (end < python.length() && "aiLmsux-".indexOf(python.charAt(end)) >= 0) {
      end++;
    }
    boolean flags = end > at + 1 && end < python.length() && ":)".indexOf(python.charAt(end)) >= 0;
    if (flags) {
      String kept = python.substring(at + 1, end).replaceAll("[aLu]", "");
      java.append('?').append(kept);
      at = end;
    }
  }

  /** A brace that begins no repetition is a character. */
  private void brace() {
    int end = python.indexOf('}', at);
    String inside = end < 0 ? "" : python.substring(at + 1, end);
    if (end >= 0 && inside.matches("\\d+,?\\d*|,\\d+")) {
      java.append('{').append(inside.startsWith(",") ? "0" : "").append(inside).append('}');
      at = end + 1;
    } else {
      java.append("\\{");
      at++;
    }
  }
}
