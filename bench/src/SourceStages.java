import io.tidemark.postgres.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The two databases of a source load: {@link #FAR}, which has the source, and {@link
 * Stages#DATABASE}, which gets the copy. Their starts are made when they are first asked for, and
 * kept.
 */
final class SourceStages {

  /** The database that the source is in. */
  static final String FAR = "bench_far";

  private final Server server;
  private final Rows rows;
  private final SourceRun run;
  private final Statements statements = new Statements();

  SourceStages(Server server, Rows rows, SourceRun run) {
    this.server = server;
    this.rows = rows;
    this.run = run;
  }

  SourceRun run() {
    return run;
  }

  /** The source has its first rows, the target nothing at all. */
  void empty() throws Exception {
    far(false);
    server.create(Stages.DATABASE);
  }

  /** The target has the copy of the first rows; those of the last day have changed at the source. */
  void changed() throws Exception {
    String copied = rows.name() + "_copied";
    if (!server.has(copied)) {
      empty();
      say("copying them for the first time");
      run.run("-Xmx256m");
      server.execute(Stages.DATABASE, "vacuum (analyze)");
      server.copy(Stages.DATABASE, copied);
    }
    far(true);
    server.copy(copied, Stages.DATABASE);
  }

  /** Makes {@link #FAR} what is asked for, unless it is that already. */
  private void far(boolean changed) throws Exception {
    String wanted = rows.name() + (changed ? "_far_changed" : "_far");
    if (!server.has(wanted)) {
      if (!changed) {
        server.dropOthers("bench_", rows.name());
      }
      make(changed);
      server.copy(FAR, wanted);
      return;
    }
    boolean there =
        server.has(FAR)
            && list(FAR, "select obj_description('raw'::regnamespace)").equals(List.of(wanted));
    if (!there) {
      server.copy(wanted, FAR);
    }
  }

  private void make(boolean changed) throws Exception {
    String name = rows.name() + (changed ? "_far_changed" : "_far");
    say("making " + rows.count() + " rows of the shape " + Arguments.word(rows.shape()));
    server.create(FAR);
    server.execute(
        FAR,
        "create schema raw",
        "comment on schema raw is '" + name + "'",
        "create table "
            + source()
            + " as "
            + (changed ? rows.moved(statements) : rows.original(statements)),
        "alter table " + source() + " add primary key (" + keys() + ")",
        "create index on " + source() + " (updated_at)",
        "vacuum (analyze) " + source());
  }

  /** What a person would make for the copy: the source's columns. */
  String createCopy() throws SQLException {
    List<String> columns =
        list(
            FAR,
            "select quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)"
                + " from pg_attribute where attrelid = '"
                + source()
                + "'::regclass and attnum > 0 and not attisdropped order by attnum");
    return "create table " + copy() + " (" + String.join(", ", columns) + ")";
  }

  /** The index that finds a row of the copy. */
  String createIndex() {
    return "create unique index on " + copy() + " (" + keys() + ")";
  }

  List<String> columns() throws SQLException {
    return server.columns(FAR, source());
  }

  /** How far the copy has been loaded. */
  String mark() throws SQLException {
    return list(Stages.DATABASE, "select max(updated_at) from " + copy()).get(0);
  }

  String source() {
    return "raw." + rows.shape().table();
  }

  String copy() {
    return "copies." + rows.shape().table();
  }

  String keys() {
    return String.join(", ", rows.shape().key());
  }

  private List<String> list(String database, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
