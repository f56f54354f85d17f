package io.tidemark.load.seed;

import io.tidemark.jinja.value.Whitespace;

/** What dbt does to a field before it looks at it. */
final class SeedText {

  private SeedText() {}

  /** Without the white space around it, as Python sees white space. */
  static String stripped(String field) {
    int end = field.length();
    if (end == 0
        || (!Whitespace.isSpace(field.charAt(0)) && !Whitespace.isSpace(field.charAt(end - 1)))) {
      return field;
    }
    return Whitespace.strip(field);
  }

  /** True if a stripped field means NULL: nothing, or the word {@code null} in any case. */
  static boolean isNull(String stripped) {
    return stripped.isEmpty() || (stripped.length() == 4 && stripped.equalsIgnoreCase("null"));
  }
}
