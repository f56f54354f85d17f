package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh, empty database of a test class's own on a real PostgreSQL, dropped afterwards.
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
 * }</pre>
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  private @Nullable ConnectionSettings server;
  private @Nullable ConnectionSettings own;

  private TestDatabase() {}

  /** To be held in a static field with {@code @RegisterExtension}; usable once the tests run. */
  public static TestDatabase fresh() {
    return new TestDatabase();
  }

  /** A database that is there, on a server of the test's own; usable at once, and left as it is. */
  public static TestDatabase at(ConnectionSettings settings) {
    TestDatabase there = new TestDatabase();
    there.own = settings;
    return there;
  }

  /** How to connect as the superuser who owns the database. */
  public ConnectionSettings settings() {
    if (own == null) {
      throw new IllegalStateException("the tests of this database have not begun");
    }
    return own;
  }

  /** A new connection, which the caller closes. */
  public Connection connect() {
    return connect(settings());
  }

  /** Runs statements, separated by semicolons, in a session of their own; each is committed. */
  public void execute(String sql) {
    execute(settings(), sql);
  }

  /** Rows of a query as {@link ResultSet#getObject} gives them. */
  public List<List<@Nullable Object>> query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      List<List<@Nullable Object>> all = new ArrayList<>();
      while (rows.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(rows.getObject(column));
        }
        all.add(row);
      }
      return all;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The first column of the first row, as text; null for SQL's null. */
  public @Nullable String queryText(String sql) {
    Object value = query(sql).get(0).get(0);
    return value == null ? null : value.toString();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server = TestServer.in(context).settings();
    String label =
        context.getDisplayName().replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
    String name = "test_" + label.substring(0, Math.min(40, label.length())) + "_" + random();
    execute(server, "create database " + name);
    own = server.toBuilder().database(name).build();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (server != null && own != null) {
      execute(server, "drop database " + own.database() + " with (force)");
    }
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private static void execute(ConnectionSettings settings, String sql) {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Connection connect(ConnectionSettings settings) {
    try (Database database = Database.of(settings, 1)) {
      return database.connect();
    }
  }
}
