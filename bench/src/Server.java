import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.embedded.EmbeddedOptions;
import io.tidemark.postgres.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The server that is measured on, and its databases. Stays up until it is closed. */
final class Server implements AutoCloseable {

  private final EmbeddedServer embedded;
  private final String host;
  private final int port;
  private final Properties login = new Properties();
  private final Connection admin;

  private Server(EmbeddedServer embedded, String host, int port, String user, String password)
      throws SQLException {
    this.embedded = embedded;
    this.host = host;
    this.port = port;
    login.setProperty("user", user);
    login.setProperty("password", password);
    this.admin = connect("postgres");
  }

  /**
   * The server that is asked for.
   *
   * @param version of a server of the bench's own, whose programs are on the class path; or empty
   * @param target {@code embedded} for the bench project's own server, else the one that the
   *     environment names, as for psql
   */
  static Server of(String version, String target, Path project) throws SQLException {
    if (!version.isEmpty()) {
      return embedded(project.resolve(".tidemark/postgres-" + version));
    }
    return target.equals("embedded")
        ? embedded(project.resolve(".tidemark/postgres"))
        : new Server(
            null,
            variable("PGHOST", "localhost"),
            Integer.parseInt(variable("PGPORT", "5432")),
            variable("PGUSER", "postgres"),
            variable("PGPASSWORD", ""));
  }

  private static Server embedded(Path data) throws SQLException {
    EmbeddedServer server =
        EmbeddedServer.start(
            EmbeddedOptions.builder(data).database("bench").user("tidemark").build());
    ConnectionSettings settings = server.settings();
    return new Server(
        server, settings.host(), settings.port(), settings.user(), settings.password().reveal());
  }

  /** The variables by which psql, and the target {@code dev}, find it. */
  Map<String, String> environment() {
    return Map.of(
        "PGHOST", host,
        "PGPORT", String.valueOf(port),
        "PGUSER", login.getProperty("user"),
        "PGPASSWORD", login.getProperty("password"));
  }

  /** Whether its processes can be looked at. */
  boolean isLocal() {
    return host.equals("localhost") || host.startsWith("127.");
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host + ":" + port + "/" + database, login);
  }

  String version() throws SQLException {
    return list(admin, "show server_version").get(0).split(" ")[0];
  }

  int majorVersion() throws SQLException {
    return admin.getMetaData().getDatabaseMajorVersion();
  }

  boolean has(String database) throws SQLException {
    return list(admin, "select datname from pg_database").contains(database);
  }

  /** The columns of a table, in their order. */
  List<String> columns(String database, String table) throws SQLException {
    try (Connection connection = connect(database)) {
      return list(
          connection,
          "select attname from pg_attribute where attrelid = '"
              + table
              + "'::regclass and attnum > 0 and not attisdropped order by attnum");
    }
  }

  /** Drops the databases whose names begin so, but not those that begin with {@code but}. */
  void dropOthers(String beginning, String but) throws SQLException {
    for (String name : list(admin, "select datname from pg_database")) {
      if (name.startsWith(beginning) && !name.startsWith(but + "_")) {
        drop(name);
      }
    }
  }

  void drop(String database) throws SQLException {
    admin("drop database if exists " + database + " with (force)");
  }

  void create(String database) throws SQLException {
    drop(database);
    admin("create database " + database);
  }

  /** Makes {@code to} the same as {@code from}, page by page: the same start for every round. */
  void copy(String from, String to) throws SQLException {
    drop(to);
    boolean canChoose = majorVersion() >= 15;
    admin("create database " + to + " template " + from + (canChoose ? " strategy file_copy" : ""));
    admin("checkpoint");
  }

  /** Runs the statements, each in its own transaction. */
  void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    admin.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private void admin(String sql) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> list(Connection connection, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static String variable(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
