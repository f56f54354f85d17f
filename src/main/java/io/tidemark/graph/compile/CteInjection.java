package io.tidemark.graph.compile;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts common table expressions at the head of a query, before those that it has already. */
final class CteInjection {

  private static final String BLANK = "(?:\\s+|--[^\\n]*(?:\\n|\\z)|/\\*(?s:.*?)\\*/)*+";

  private static final Pattern ONLY_BLANK = Pattern.compile(BLANK);

  /** White space and comments, then {@code with}, then {@code recursive} if it is there. */
  private static final Pattern WITH =
      Pattern.compile("\\A" + BLANK + "with\\s+(?:recursive\\s+)?", Pattern.CASE_INSENSITIVE);

  private CteInjection() {}

  /** True if there is nothing but white space and comments. */
  static boolean isBlank(String sql) {
    return ONLY_BLANK.matcher(sql).matches();
  }

  /**
   * The query with the expressions, with white space where dbt has it: what is compiled is the same
   * to the letter.
   *
   * @param ctes their queries by name, each after those that it reads
   */
  static String inject(Map<String, String> ctes, String sql) {
    if (ctes.isEmpty()) {
      return sql;
    }
    String list =
        ctes.entrySet().stream()
            .map(cte -> " " + cte.getKey() + " as (\n" + cte.getValue() + "\n)")
            .collect(Collectors.joining(", "));
    Matcher with = WITH.matcher(sql);
    if (with.find()) {
      return sql.substring(0, with.end()) + list + ", " + sql.substring(with.end());
    }
    String query = sql.stripLeading();
    return sql.substring(0, sql.length() - query.length()) + "with" + list + " " + query;
  }
}
