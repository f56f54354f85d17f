package io.tidemark.postgres;

import java.util.List;

/**
 * A comment that goes with statements, so that whoever looks at the server sees what they are for.
 * Immutable.
 *
 * @param text what it says; empty for none
 * @param behind true if it stands behind the statement, not before it
 */
public record SqlComment(String text, boolean behind) {

  /** What would end it, or begin another one in it. */
  private static final List<String> MARKS = List.of("*/", "/*");

  /** No comment. */
  public static final SqlComment NONE = new SqlComment("", false);

  /**
   * Takes the white space around it away.
   *
   * @throws IllegalArgumentException if it is none for PostgreSQL
   */
  public SqlComment {
    text = text.strip();
    if (!mark(text).isEmpty()) {
      throw new IllegalArgumentException("a comment can't hold " + mark(text));
    }
  }

  /** What of a text could not stand in a comment; empty if all could. */
  public static String mark(String text) {
    return MARKS.stream().filter(text::contains).findFirst().orElse("");
  }

  /**
   * A statement with the comment. Of several, separated by semicolons, each gets it, because the
   * driver sends them one by one.
   */
  public String addTo(String sql) {
    if (text.isEmpty() || sql.isBlank()) {
      return sql;
    }
    return behind ? behindEach(sql) : beforeEach(sql);
  }

  /** How many characters of it stand before a statement. */
  public int before() {
    return text.isEmpty() || behind ? 0 : prefix().codePointCount(0, prefix().length());
  }

  private String prefix() {
    return "/* " + text + " */\n";
  }

  private String beforeEach(String sql) {
    if (single(sql)) {
      return prefix() + sql;
    }
    StringBuilder all = new StringBuilder(prefix());
    List<SqlTokens.Token> tokens = SqlTokens.of(sql);
    int from = 0;
    for (int i = 0; i < tokens.size() - 1; i++) {
      if (tokens.get(i).is(";") && !tokens.get(i + 1).is(";")) {
        int to = tokens.get(i).start() + 1;
        all.append(sql, from, to).append(prefix());
        from = to;
      }
    }
    return all.append(sql, from, sql.length()).toString();
  }

  private String behindEach(String sql) {
    String suffix = "\n/* " + text + " */";
    String whole = sql.stripTrailing();
    if (whole.indexOf(';') < 0) {
      return whole + suffix;
    }
    StringBuilder all = new StringBuilder();
    List<SqlTokens.Token> tokens = SqlTokens.of(whole);
    int from = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(";") && i > 0 && !tokens.get(i - 1).is(";")) {
        int to = tokens.get(i).start();
        all.append(whole, from, to).append(suffix);
        from = to;
      }
    }
    all.append(whole, from, whole.length());
    boolean ended = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";");
    return ended ? all.toString() : all.append(suffix).toString();
  }

  /** True where no second statement can follow. */
  private static boolean single(String sql) {
    int semicolon = sql.indexOf(';');
    return semicolon < 0 || sql.substring(semicolon + 1).isBlank();
  }
}
