package io.tidemark;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The shape of an SQL statement's beginning, as it would stand in a string of Java.
 *
 * <p>Keywords count in small or in capital letters, so prose ("Select a target with --target") is
 * none. A command tag as PostgreSQL reports it ({@code SELECT 12}, {@code CREATE VIEW}) is none
 * either.
 */
final class SqlStatement {

  /** Stands for what is not known before the program runs: a variable between two literals. */
  static final String UNKNOWN = "\u0001";

  private static final String NAMED =
      "(or replace )?((global|local|temp|temporary|unlogged|unique|materialized|recursive) )*"
          + "(table|view|index|schema|sequence|function|procedure|type|extension|role|user|database"
          + "|trigger|publication|subscription|column|materialized view) \\S";

  private static final String BEGINNING =
      String.join(
          "|",
          "select (?!\u0001$)\\S",
          "with (recursive )?\\S+ as\\b",
          "insert into\\b",
          "update \\S+ (as \\S+ )?set\\b",
          "(delete from|merge into|truncate|comment on|vacuum|analyze|reindex|lock table) \\S",
          "(create|alter|drop) " + NAMED,
          "(grant|revoke) \\S+ .*\\bon\\b",
          "copy \\(? ?\\S+ .*\\b(from|to)\\b",
          "(set|set local|reset) [a-z_\u0001.]+ (to|=) ?\\S");

  private static final Pattern STATEMENT =
      Pattern.compile("\\(*\\s*(" + BEGINNING + ").*", Pattern.DOTALL);

  private SqlStatement() {}

  /** Whether a text, its variable parts written as {@link #UNKNOWN}, begins as a statement does. */
  static boolean begins(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    String first = line.replaceFirst("^\\(+ ?", "").split("[ (]", 2)[0];
    if (!first.equals(first.toLowerCase(Locale.ROOT))
        && !first.equals(first.toUpperCase(Locale.ROOT))) {
      return false;
    }
    return STATEMENT.matcher(line.toLowerCase(Locale.ROOT)).matches();
  }
}
