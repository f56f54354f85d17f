package io.tidemark.job;

import io.tidemark.postgres.RowSet;
import io.tidemark.postgres.Session;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition as job files have them: a template that says it, or SQL. */
final class Condition {

  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
  private static final Set<String> FALSE = Set.of("", "false", "0", "no", "off", "none", "null");
  private static final Pattern QUERY =
      Pattern.compile(
          "\\s*(select|with|values|table)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Condition() {}

  /**
   * Whether it is so.
   *
   * @param rendered a word such as {@code True}, a query, or an expression of SQL
   * @throws io.tidemark.postgres.StatementException if the server refuses it
   */
  static boolean holds(String rendered, Session session) {
    String word = rendered.strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(word) || FALSE.contains(word)) {
      return TRUE.contains(word);
    }
    return first(QUERY.matcher(rendered).matches() ? rendered : "select " + rendered, session);
  }

  /** Whether the first value of a query is anything but null, false, 0 and an empty text. */
  static boolean first(String query, Session session) {
    RowSet rows = session.rows(query, 1);
    if (rows.rows().isEmpty()) {
      return false;
    }
    List<@Nullable String> row = rows.rows().get(0);
    String value = row.isEmpty() ? null : row.get(0);
    return value != null && !Set.of("", "f", "false", "0").contains(value.strip());
  }
}
