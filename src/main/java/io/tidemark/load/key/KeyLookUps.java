package io.tidemark.load.key;

import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has the planner look keys up one by one in an index, as {@code ON CONFLICT} does anyway, where it
 * would join with the whole table. Inside a transaction, and for one thread.
 */
public final class KeyLookUps {

  private static final List<String> JOINS = List.of("enable_hashjoin", "enable_mergejoin");

  /** A statement that is one of many is not worth the compiling of its expressions. */
  private static final String COMPILER = "jit";

  private final Session session;
  private final Statements statements;
  private final List<String> off;

  private KeyLookUps(Session session, Statements statements, List<String> off) {
    this.session = session;
    this.statements = statements;
    this.off = off;
  }

  /** For one large statement. */
  public static KeyLookUps inOne(Session session, Statements statements) {
    return new KeyLookUps(session, statements, JOINS);
  }

  /** For each of many small statements. */
  public static KeyLookUps inEach(Session session, Statements statements) {
    return new KeyLookUps(session, statements, List.of(JOINS.get(0), JOINS.get(1), COMPILER));
  }

  /**
   * Does the work so. The rest of the transaction is the user's too, whose hooks may run in it: its
   * settings are put back. Where the work fails, PostgreSQL does that, as it undoes the work.
   */
  public <T> T run(Supplier<T> work) {
    List<String> before = off.stream().map(this::setting).toList();
    off.forEach(name -> set(name, "off"));
    T result = work.get();
    for (int i = 0; i < off.size(); i++) {
      set(off.get(i), before.get(i));
    }
    return result;
  }

  private String setting(String name) {
    return session
        .first(statements.text("load/setting"), row -> row.getString(1), name)
        .orElseThrow();
  }

  private void set(String name, String value) {
    session.query(statements.text("load/set_locally"), row -> row.getString(1), name, value);
  }
}
