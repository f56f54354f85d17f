import io.tidemark.postgres.Statements;

/** What an increment's rows are to the target. */
enum Change {
  ALL("all changed"),
  HALF("half changed"),
  NONE("none changed"),
  NEW("all new");

  private final String title;

  Change(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The query of the increment. */
  String increment(Rows rows, Statements statements) {
    return switch (this) {
      case ALL -> rows.recentChanged(statements);
      case HALF -> rows.recentHalfChanged(statements);
      case NONE -> rows.recent(statements);
      case NEW -> rows.others(statements);
    };
  }

  /** How many rows the target has afterwards. */
  long expected(Rows rows) {
    return this == NEW ? rows.count() + rows.changed() : rows.count();
  }
}
