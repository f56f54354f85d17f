package io.tidemark.template;

import java.util.Set;

/**
 * Whether dbt reads a model without rendering it, which shows in what it notes: all its tags are
 * calls of {@code ref}, {@code source} and {@code config}, with texts, true, false, lists and
 * mappings of them alone; a number only for a version. For one text and one thread.
 */
final class PlainModel {

  private static final Set<String> READ = Set.of("ref", "source", "config");
  private static final Set<String> CONSTANTS = Set.of("true", "false", "True", "False");
  private static final Set<String> VERSION = Set.of("v", "version");

  private final String text;
  private int at;

  private PlainModel(String text) {
    this.text = text;
  }

  /** Whether it is plain. */
  static boolean is(String text) {
    return !text.contains("{%") && new PlainModel(text).allTags();
  }

  private boolean allTags() {
    while (true) {
      at = text.indexOf('{', at);
      if (at < 0) {
        return true;
      }
      if (text.startsWith("{#", at)) {
        int end = text.indexOf("#}", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (!text.startsWith("{{", at)) {
        at++;
      } else if (!tag()) {
        return false;
      }
    }
  }

  private boolean tag() {
    at += 2;
    skip("-");
    if (!READ.contains(word()) || !skip("(") || !arguments()) {
      return false;
    }
    skip("-");
    return skip("}}");
  }

  /** Reads to the end of the arguments. */
  private boolean arguments() {
    String key = "";
    for (int depth = 1; depth > 0; ) {
      blanks();
      if (at >= text.length()) {
        return false;
      }
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        string(c);
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
        at++;
      } else if (c == '[' || c == '{') {
        depth++;
        at++;
      } else if (c == ',' || c == ':') {
        at++;
      } else if (Character.isDigit(c) && VERSION.contains(key)) {
        word();
      } else if (Character.isJavaIdentifierStart(c)) {
        key = word();
        if (!CONSTANTS.contains(key) && !skip("=")) {
          return false;
        }
      } else {
        return false;
      }
    }
    return true;
  }

  private void string(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private String word() {
    blanks();
    int start = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    return text.substring(Math.min(start, text.length()), Math.min(at, text.length()));
  }

  private static boolean isOfWord(char c) {
    return Character.isJavaIdentifierPart(c) || c == '.';
  }

  private boolean skip(String sign) {
    blanks();
    if (!text.startsWith(sign, at)) {
      return false;
    }
    at += sign.length();
    return true;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
