import java.util.List;

/** A way to apply an increment: the statements of {@code bench/sql/method}, in their order. */
enum Method {
  UPSERT("`INSERT … ON CONFLICT`", false, "upsert"),
  UPSERT_FILTERED("`INSERT … ON CONFLICT … WHERE`", true, "upsert"),
  MERGE("`MERGE`", false, "merge"),
  MERGE_FILTERED("`MERGE … AND`", true, "merge"),
  UPDATE_INSERT("`UPDATE`, anti-joined `INSERT`", false, "update", "insert_missing"),
  UPDATE_INSERT_FILTERED(
      "`UPDATE … WHERE`, anti-joined `INSERT`", true, "update", "insert_missing"),
  DELETE_INSERT("`DELETE`, `INSERT`", false, "delete", "insert");

  /** The first version that has MERGE. */
  private static final int MERGE_SINCE = 15;

  private final String title;
  private final boolean filtered;
  private final List<String> statements;

  Method(String title, boolean filtered, String... statements) {
    this.title = title;
    this.filtered = filtered;
    this.statements = List.of(statements);
  }

  /** How it is called in a table. */
  String title() {
    return title;
  }

  /** Whether rows that are there already, unchanged, are left alone. */
  boolean filtered() {
    return filtered;
  }

  /** The files of its statements. */
  List<String> statements() {
    return statements.stream().map(statement -> "method/" + statement).toList();
  }

  /** Whether a version of PostgreSQL has it. */
  boolean worksOn(int majorVersion) {
    return !statements.contains("merge") || majorVersion >= MERGE_SINCE;
  }

  /** Whether the planner chooses how rows are looked up; ON CONFLICT knows its index. */
  boolean joins() {
    return !statements.contains("upsert");
  }
}
