package io.tidemark.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that a session has run, as they were written, for people to read. A load of many
 * chunks runs thousands, so only the first of them are kept. For one thread.
 */
public final class StatementLog {

  private static final int MOST = 100;
  private static final int MOST_CHARACTERS = 1_000_000;

  private final List<String> statements = new ArrayList<>();
  private int characters;
  private long dropped;

  /** A statement is about to be run. */
  public void add(String sql) {
    if (statements.size() == MOST || characters + (long) sql.length() > MOST_CHARACTERS) {
      dropped++;
      return;
    }
    characters += sql.length();
    statements.add(sql);
  }

  /** True if none was run. */
  public boolean isEmpty() {
    return statements.isEmpty() && dropped == 0;
  }

  /** All that is kept, in order, each with a semicolon, and how many there were beside. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String statement : statements) {
      String ended = statement.strip();
      text.append(text.isEmpty() ? "" : "\n\n").append(ended);
      // A semicolon behind a comment that the line ends with would be a part of it.
      text.append(ended.endsWith(";") ? "" : endsInComment(ended) ? "\n;" : ";");
    }
    if (dropped > 0) {
      text.append("\n\n-- and ").append(dropped).append(" more");
    }
    return text.append('\n').toString();
  }

  private static boolean endsInComment(String sql) {
    return sql.substring(sql.lastIndexOf('\n') + 1).contains("--");
  }
}
