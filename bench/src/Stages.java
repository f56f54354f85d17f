import io.tidemark.postgres.Statements;
import java.util.List;

/**
 * The databases that rounds start from. Each is made when it is first asked for and kept for later
 * calls; those of other rows are dropped, because together they would fill the disk.
 */
final class Stages {

  /** The database in which everything happens; a stage is copied to it. */
  static final String DATABASE = "bench";

  private final Server server;
  private final Rows rows;
  private final ModelRun run;
  private final Statements statements;

  Stages(Server server, Rows rows, ModelRun run, Statements statements) {
    this.server = server;
    this.rows = rows;
    this.run = run;
    this.statements = statements;
  }

  /** The source's rows, and no target. */
  String empty() throws Exception {
    String empty = rows.name() + "_empty";
    if (!server.has(empty)) {
      makeSource();
      server.copy(DATABASE, empty);
    }
    return empty;
  }

  /** The source's rows, and the target after a first run. */
  String loaded() throws Exception {
    String loaded = rows.name() + "_loaded";
    if (!server.has(loaded)) {
      server.copy(empty(), DATABASE);
      say("loading them for the first time");
      run.run(Rows.NO_LOOKBACK);
      server.execute(DATABASE, "vacuum (analyze)");
      server.copy(DATABASE, loaded);
    }
    return loaded;
  }

  /** The same; the source's rows of the last day have changed since. */
  String changed() throws Exception {
    String changed = rows.name() + "_changed";
    if (!server.has(changed)) {
      server.copy(loaded(), DATABASE);
      changeSource();
      server.copy(DATABASE, changed);
    }
    return changed;
  }

  /** Makes the database with the source's rows; what it held before is gone. */
  void makeSource() throws Exception {
    server.dropOthers("bench_", rows.name());
    say("making " + rows.count() + " rows of the shape " + Arguments.word(rows.shape()));
    server.create(DATABASE);
    server.execute(
        DATABASE,
        "create schema raw",
        "create table " + source() + " as " + rows.original(statements),
        primaryKey(),
        "vacuum (analyze) " + source());
  }

  /** Changes the source's rows of the last day. */
  void changeSource() throws Exception {
    say("changing " + rows.changed() + " of them");
    server.execute(
        DATABASE,
        "drop table " + source(),
        "create table " + source() + " as " + rows.moved(statements),
        primaryKey(),
        "vacuum (analyze) " + source());
  }

  /** The plain statements for these rows; asks the stage that has the source's rows only. */
  Plain plain() throws Exception {
    List<String> columns = server.columns(empty(), source());
    return new Plain(rows.shape(), columns);
  }

  /** As an application's table has one; Tidemark asks PostgreSQL whether a query repeats keys. */
  private String primaryKey() {
    return "alter table "
        + source()
        + " add primary key ("
        + String.join(", ", rows.shape().key())
        + ")";
  }

  private String source() {
    return "raw." + rows.shape().table();
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
