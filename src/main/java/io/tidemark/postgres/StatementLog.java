package io.tidemark.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The statements that a session has run, as they were written, for people to read. A load of many
 * chunks runs thousands, so only the first of them are kept. For one thread.
 */
public final class StatementLog {

  private static final int MOST = 100;
  private static final int MOST_CHARACTERS = 1_000_000;

  private final Consumer<String> hears;
  private final List<String> statements = new ArrayList<>();
  private int characters;
  private long dropped;

  /** Keeps them, and tells nobody. */
  public StatementLog() {
    this(sql -> {});
  }

  /**
   * Keeps them.
   *
   * @param hears is told of each that is kept, and of what is asked beside, as it is sent
   */
  public StatementLog(Consumer<String> hears) {
    this.hears = hears;
  }

  /** One that holds nothing yet and tells the same. */
  public StatementLog another() {
    return new StatementLog(hears);
  }

  /** A statement is about to be run. */
  void add(String sql, String sent) {
    long before = dropped;
    add(sql);
    if (dropped == before) {
      hears.accept(sent);
    }
  }

  /** Something is about to be asked that does not belong to what is executed for the node. */
  void asked(String sent) {
    hears.accept(sent);
  }

  /** A statement that was written for the node. */
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
