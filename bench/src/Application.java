import io.tidemark.postgres.Statements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** One increment, applied by one method on a connection of its own, and what it took. */
final class Application implements AutoCloseable {

  private static final double MEGABYTE = 1 << 20;

  /** Linux tells processor time in hundredths of a second, whatever its own clock is. */
  private static final double TICKS = 100;

  private final Server server;
  private final Statements statements;
  private final Tags tags;
  private final Method method;
  private final Connection connection;
  private final Statement statement;

  Application(Server server, Statements statements, Tags tags, Method method) throws SQLException {
    this.server = server;
    this.statements = statements;
    this.tags = tags;
    this.method = method;
    this.connection = server.connect(Stages.DATABASE);
    this.statement = connection.createStatement();
  }

  /** From now on the planner can neither sort nor hash what it joins. */
  void lookUpEachRow() throws SQLException {
    statement.execute("set enable_hashjoin = off");
    statement.execute("set enable_mergejoin = off");
  }

  /**
   * Applies the increment, each chunk in a transaction of its own.
   *
   * @param rows how many rows the staging table has
   * @param chunk how many of them a chunk has, about: it is a range of pages
   */
  Cost apply(long rows, long chunk) throws Exception {
    connection.setAutoCommit(false);
    long pages = (long) number("select pg_relation_size('staging') / 8192");
    long step = Math.max(1, pages * chunk / rows);
    double size = size();
    double log = log();
    double processor = processor();
    double seconds = 0;
    double dead = 0;
    for (long page = 0; page < pages; page += step) {
      String increment = chunk >= rows ? MethodStages.STAGING : range(page, page + step);
      double deadBefore = dead();
      long began = System.nanoTime();
      applyChunk(increment);
      seconds += (System.nanoTime() - began) / 1e9;
      dead += dead() - deadBefore;
      began = System.nanoTime();
      connection.commit();
      seconds += (System.nanoTime() - began) / 1e9;
      if (chunk >= rows) {
        break;
      }
    }
    return new Cost(
        seconds,
        processor() - processor,
        (log() - log) / MEGABYTE,
        dead / 1000,
        (size() - size) / MEGABYTE);
  }

  /** Sees to it that the target holds what it should. */
  void check(long expected) throws SQLException {
    Map<String, Object> values = tags.values(MethodStages.STAGING, false);
    values.put("expected", expected);
    double wrong = number(statements.render("method/missing", values));
    if (wrong != 0) {
      throw new IllegalStateException(
          method + " has left a wrong result: " + (long) wrong + " rows are missing or too many");
    }
  }

  private void applyChunk(String increment) throws SQLException {
    for (String file : method.statements()) {
      statement.execute(statements.render(file, tags.values(increment, method.filtered())));
    }
  }

  private String range(long from, long to) {
    Map<String, Object> values = tags.values("", false);
    values.put("first_page", from);
    values.put("last_page", to);
    return statements.render("method/range", values);
  }

  private double size() throws SQLException {
    return number("select pg_total_relation_size('target')");
  }

  private double log() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
  }

  /** Row versions that this session has made void and not told the statistics of. */
  private double dead() throws SQLException {
    return number(
        "select n_tup_upd + n_tup_del from pg_stat_xact_user_tables where relname = 'target'");
  }

  /** Processor seconds of this backend until now. */
  private double processor() throws Exception {
    Path stat = Path.of("/proc", String.valueOf((long) number("select pg_backend_pid()")), "stat");
    if (!server.isLocal() || !Files.isReadable(stat)) {
      return Double.NaN;
    }
    String text = Files.readString(stat);
    // The name may hold blanks: what follows its closing parenthesis is the process's state.
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  private double number(String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getDouble(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
