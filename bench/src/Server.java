import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.embedded.EmbeddedOptions;
import io.tidemark.postgres.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The server that is measured on, and its databases. Stays up until it is closed. */
final class Server implements AutoCloseable {

  private final EmbeddedServer embedded;
  private final String address;
  private final Properties login = new Properties();
  private final Connection admin;

  private Server(EmbeddedServer embedded, String address, String user, String password)
      throws SQLException {
    this.embedded = embedded;
    this.address = address;
    login.setProperty("user", user);
    login.setProperty("password", password);
    this.admin = connect("postgres");
  }

  /** The bench project's own server. */
  static Server embedded(Path project) throws SQLException {
    EmbeddedServer server =
        EmbeddedServer.start(
            EmbeddedOptions.builder(project.resolve(".tidemark/postgres"))
                .database("bench")
                .user("tidemark")
                .build());
    ConnectionSettings settings = server.settings();
    return new Server(
        server,
        settings.host() + ":" + settings.port(),
        settings.user(),
        settings.password().reveal());
  }

  /** The server that the environment names, as for psql. */
  static Server ofEnvironment() throws SQLException {
    return new Server(
        null,
        variable("PGHOST", "localhost") + ":" + variable("PGPORT", "5432"),
        variable("PGUSER", "postgres"),
        variable("PGPASSWORD", ""));
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:postgresql://" + address + "/" + database, login);
  }

  String version() throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery("show server_version")) {
      row.next();
      return row.getString(1);
    }
  }

  boolean has(String database) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + database + "'")) {
      return row.next();
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
    boolean canChoose = admin.getMetaData().getDatabaseMajorVersion() >= 15;
    admin(
        "create database "
            + to
            + " template "
            + from
            + (canChoose ? " strategy file_copy" : ""));
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

  private static String variable(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
