import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.Map;

/**
 * The rows that everything is measured on. Each follows from its number alone, so every machine has
 * the same ones.
 *
 * @param shape what they look like
 * @param count how many
 * @param changed how many of them, spread evenly, are of the last day
 * @param key whether a number as the key follows the table's order
 */
record Rows(Shape shape, long count, long changed, Key key) {

  /** The models read only what is newer than all that their table has. */
  static final String NO_LOOKBACK = "";

  /** With this much lookback the models read the rows of the last day again. */
  static final String LOOKBACK = "1 day";

  /** By how many days rows move on when they change. */
  private static final String CHANGE = "7";

  /** Neighbours in the table are neighbours in the index, or nowhere near. */
  enum Key {
    SEQUENCE,
    RANDOM
  }

  /** The beginning of the names of the databases that hold them; other rows have another one. */
  String name() {
    return "bench_"
        + Arguments.word(shape)
        + "_"
        + count
        + "_"
        + changed
        + "_"
        + Arguments.word(key);
  }

  /** The query that gives all of them, as they are first. */
  String original(Statements statements) {
    return query(statements, "0", 1, count, false);
  }

  /** The same; those of the last day have moved on by a week, as if changed since. */
  String moved(Statements statements) {
    return query(statements, CHANGE, 1, count, false);
  }

  /** Those of the last day only: all of them changed since. */
  String recentChanged(Statements statements) {
    return query(statements, CHANGE, 1, count, true);
  }

  /** Those of the last day only: every other one changed since. */
  String recentHalfChanged(Statements statements) {
    String ordinal = "(i * %d / %d)".formatted(changed, count);
    return query(statements, "(" + ordinal + " % 2 * " + CHANGE + ")", 1, count, true);
  }

  /** Those of the last day only, as they are first. */
  String recent(Statements statements) {
    return query(statements, "0", 1, count, true);
  }

  /** As many as are of the last day, under keys that no other row has. */
  String others(Statements statements) {
    return query(statements, "0", count + 1, count + changed, false);
  }

  private String query(
      Statements statements, String later, long first, long last, boolean onlyRecent) {
    // An odd factor modulo a power of two is a permutation: the keys are unique.
    String random = "((i * 2654435761) % 4294967296)";
    return statements.render(
        shape.file(),
        Map.of(
            "key",
            new SqlText(key == Key.RANDOM ? random : "i"),
            "recent",
            new SqlText(
                "(i * %d / %d <> (i - 1) * %d / %d)".formatted(changed, count, changed, count)),
            "later",
            new SqlText(later),
            "first",
            first,
            "last",
            last,
            "only_recent",
            onlyRecent));
  }
}
