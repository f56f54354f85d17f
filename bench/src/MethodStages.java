import io.tidemark.postgres.Statements;

/**
 * The databases that methods start from: a target with its unique index, and an increment in a
 * staging table. Made when they are first asked for; those of other rows are dropped.
 */
final class MethodStages {

  static final String TARGET = "target";
  static final String STAGING = "staging";

  private final Server server;
  private final Rows rows;
  private final Statements statements;

  MethodStages(Server server, Rows rows, Statements statements) {
    this.server = server;
    this.rows = rows;
    this.statements = statements;
  }

  /** The database for increments of a kind. */
  String stage(Change change) throws Exception {
    String stage = rows.name() + "_method_" + Arguments.word(change);
    if (!server.has(stage)) {
      server.copy(target(), Stages.DATABASE);
      server.execute(
          Stages.DATABASE,
          "create table " + STAGING + " as " + change.increment(rows, statements),
          "vacuum (analyze) " + STAGING);
      server.copy(Stages.DATABASE, stage);
    }
    return stage;
  }

  /** The statements' tags. */
  Tags tags() throws Exception {
    return new Tags(rows.shape(), server.columns(target(), TARGET));
  }

  private String target() throws Exception {
    String target = rows.name() + "_method";
    if (!server.has(target)) {
      server.dropOthers("bench_", rows.name());
      System.err.println(
          "making " + rows.count() + " rows of the shape " + Arguments.word(rows.shape()));
      server.create(Stages.DATABASE);
      // What an autovacuum does would meet one method and not the other.
      server.execute(
          Stages.DATABASE,
          "create table "
              + TARGET
              + " with (autovacuum_enabled = off) as "
              + rows.original(statements),
          "create unique index on " + TARGET + " (" + String.join(", ", rows.shape().key()) + ")",
          "vacuum (analyze) " + TARGET);
      server.copy(Stages.DATABASE, target);
    }
    return target;
  }
}
