package io.tidemark.template.relation;

import java.util.regex.Pattern;

/**
 * A name in quotation marks, as templates ask for one. dbt leaves those within it as they are,
 * which makes no name of {@code a"b}; so one that stands alone is doubled here, and those that a
 * template has doubled itself stay.
 */
public final class QuotedName {

  private static final Pattern MARKS = Pattern.compile("\"+");

  private QuotedName() {}

  /** The name in quotation marks. */
  public static String of(String name) {
    String inner =
        name.indexOf('"') < 0
            ? name
            : MARKS.matcher(name).replaceAll(run -> run.group().length() % 2 == 0 ? "$0" : "$0\"");
    return '"' + inner + '"';
  }
}
