package io.tidemark.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** What the server calls a statement that it has done; the driver keeps that to itself. */
final class CommandTag {

  private static final Pattern BLANKS =
      Pattern.compile("\\G(?:\\s+|--[^\\n]*|/\\*.*?\\*/|\\()+", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");
  private static final Set<String> COUNTED = Set.of("UPDATE", "DELETE", "MERGE", "COPY", "FETCH");
  private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE");
  private static final Set<String> OF_OBJECTS =
      Set.of("CREATE", "DROP", "ALTER", "REFRESH", "TRUNCATE", "LOCK", "DECLARE", "CLOSE");
  private static final Set<String> MODIFIERS =
      Set.of(
          "OR",
          "REPLACE",
          "TEMP",
          "TEMPORARY",
          "UNLOGGED",
          "LOCAL",
          "GLOBAL",
          "UNIQUE",
          "RECURSIVE",
          "CONSTRAINT",
          "TRUSTED",
          "PROCEDURAL");
  private static final Pattern FILLED =
      Pattern.compile(
          "\\bas\\b[\\s(]*(select|with|values|table|execute)\\b", Pattern.CASE_INSENSITIVE);

  private CommandTag() {}

  /**
   * The tag of the last of the statements.
   *
   * @param count how many rows it changed or gave
   */
  static String of(String sql, long count) throws SQLException {
    List<NativeQuery> parts = Parser.parseJdbcSql(sql, true, false, true, false, false);
    String last = "";
    for (NativeQuery part : parts) {
      last = part.nativeSql.isBlank() ? last : part.nativeSql;
    }
    String verb = word(last, 0).toUpperCase(Locale.ROOT);
    long rows = Math.max(0, count);
    if (verb.equals("WITH")) {
      verb = ofWith(last);
    }
    if (QUERIES.contains(verb)) {
      return "SELECT " + rows;
    }
    if (verb.equals("INSERT")) {
      return "INSERT 0 " + rows;
    }
    if (COUNTED.contains(verb)) {
      return verb + " " + rows;
    }
    return OF_OBJECTS.contains(verb) ? ofObject(verb, last, rows) : verb;
  }

  private static String ofObject(String verb, String sql, long rows) {
    int at = end(sql, 0);
    String object = word(sql, at).toUpperCase(Locale.ROOT);
    while (MODIFIERS.contains(object)) {
      at = end(sql, at);
      object = word(sql, at).toUpperCase(Locale.ROOT);
    }
    boolean materialized = object.equals("MATERIALIZED");
    if (verb.equals("CREATE")
        && (object.equals("TABLE") || materialized)
        && FILLED.matcher(sql).find()) {
      return "SELECT " + rows;
    }
    if (materialized || object.equals("FOREIGN") || object.equals("EVENT")) {
      object += " " + word(sql, end(sql, at)).toUpperCase(Locale.ROOT);
    }
    return verb.equals("TRUNCATE") || verb.equals("LOCK") ? verb + " TABLE" : verb + " " + object;
  }

  /** The statement after the common table expressions. */
  private static String ofWith(String sql) {
    int depth = 0;
    Matcher words = WORD.matcher(sql);
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 && Character.isLetter(c)) {
        words.find(i);
        String word = words.group().toUpperCase(Locale.ROOT);
        if (QUERIES.contains(word) || COUNTED.contains(word) || word.equals("INSERT")) {
          return word;
        }
        i = words.end() - 1;
      }
    }
    return "SELECT";
  }

  private static int start(String sql, int from) {
    Matcher blanks = BLANKS.matcher(sql);
    return blanks.find(from) ? blanks.end() : from;
  }

  private static int end(String sql, int from) {
    return start(sql, from) + word(sql, from).length();
  }

  private static String word(String sql, int from) {
    Matcher word = WORD.matcher(sql);
    int start = start(sql, from);
    return word.find(start) && word.start() == start ? word.group() : "";
  }
}
