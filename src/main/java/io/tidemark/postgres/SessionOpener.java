package io.tidemark.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens one session after another on the same settings, each with its time zone and role taken, and
 * ended by the server when this process is gone.
 *
 * <p>A passing failure is retried as dbt does it: {@code retries} times, after 1, 4, 9 … seconds.
 * Immutable, thread-safe.
 */
final class SessionOpener {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private final ConnectionSettings settings;
  private final ConnectionDiagnosis diagnosis;
  private final Pause pause;

  SessionOpener(ConnectionSettings settings, Pause pause) {
    this.settings = settings;
    this.diagnosis = new ConnectionDiagnosis(settings);
    this.pause = pause;
  }

  /** Waits between two attempts. */
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /**
   * A new session, which the caller closes.
   *
   * @throws ConnectionException if none could be had; earlier attempts are its suppressed
   *     exceptions
   */
  Connection open() {
    List<ConnectionException> earlier = new ArrayList<>();
    while (true) {
      try {
        return openOnce();
      } catch (ConnectionException failure) {
        int attempt = earlier.size() + 1;
        if (!failure.problem().isPassing() || attempt > settings.retries()) {
          earlier.forEach(failure::addSuppressed);
          throw failure;
        }
        earlier.add(failure);
        sleep(Duration.ofSeconds((long) attempt * attempt), failure);
      }
    }
  }

  /**
   * A new session, tried once.
   *
   * @throws ConnectionException if it could not be had
   */
  Connection openOnce() {
    Connection connection;
    try {
      connection = connect(settings);
    } catch (SQLException failure) {
      ConnectionException diagnosed = diagnosis.diagnose(failure);
      throw diagnosed.problem() == ConnectionProblem.DATABASE_MISSING
          ? diagnosis.databaseMissing(existingDatabases(), failure)
          : diagnosed;
    }
    prepare(connection);
    return connection;
  }

  /** Makes a session of these settings as it was when it was new; false if that can't be done. */
  boolean renew(Connection connection) {
    try {
      if (connection.isClosed()) {
        return false;
      }
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      prepare(connection, "forget_session");
      prepare(connection);
      return true;
    } catch (SQLException | ConnectionException refused) {
      return false;
    }
  }

  private void prepare(Connection connection) {
    prepare(connection, "take_time_zone");
    prepare(connection, "notice_lost_client");
    takeRole(connection);
  }

  /**
   * What libpq, and so dbt, does otherwise or can't: pgjdbc sends the JVM's time zone, where libpq
   * leaves the one of the role, database or server; and an orphan's statement shall not run on.
   */
  private void prepare(Connection connection, String statementName) {
    try (PreparedStatement statement = connection.prepareStatement(FixedSql.read(statementName))) {
      statement.execute();
    } catch (SQLException failure) {
      close(connection, failure);
      throw diagnosis.diagnose(failure);
    }
  }

  private void takeRole(Connection connection) {
    String role = settings.role();
    if (role == null) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(FixedSql.read("set_role"))) {
      statement.setString(1, asWrittenInSql(role));
      statement.execute();
    } catch (SQLException failure) {
      close(connection, failure);
      throw diagnosis.roleRefused(role, failure);
    }
  }

  /**
   * dbt writes the role into its statement without quotes, so a plain name is folded to lower case.
   */
  private static String asWrittenInSql(String role) {
    if (PLAIN_NAME.matcher(role).matches()) {
      return role.toLowerCase(Locale.ROOT);
    }
    boolean quoted = role.length() > 2 && role.startsWith("\"") && role.endsWith("\"");
    return quoted ? role.substring(1, role.length() - 1).replace("\"\"", "\"") : role;
  }

  /** The databases that this user could see, or nothing where even that can't be asked. */
  private List<String> existingDatabases() {
    ConnectionSettings maintenance = settings.toBuilder().database("postgres").build();
    try (Connection connection = connect(maintenance);
        PreparedStatement statement = connection.prepareStatement(FixedSql.read("list_databases"));
        ResultSet rows = statement.executeQuery()) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    } catch (SQLException notAskable) {
      return List.of();
    }
  }

  private void sleep(Duration duration, ConnectionException failure) {
    try {
      pause.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private static void close(Connection connection, SQLException failure) {
    try {
      connection.close();
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }

  private static Connection connect(ConnectionSettings settings) throws SQLException {
    Connection connection = new Driver().connect(url(settings), properties(settings));
    if (connection == null) {
      throw new SQLException("The driver does not know the address " + settings.display());
    }
    return connection;
  }

  private static String url(ConnectionSettings settings) {
    String host =
        settings.host().contains(":") ? "[" + settings.host() + "]" : encoded(settings.host());
    return "jdbc:postgresql://" + host + ":" + settings.port() + "/" + encoded(settings.database());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Properties properties(ConnectionSettings settings) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, settings.user());
    Secret password = settings.password();
    if (password != null) {
      PGProperty.PASSWORD.set(properties, password.reveal());
    }
    PGProperty.APPLICATION_NAME.set(properties, settings.applicationName());
    // With it the name travels in the start-up packet and costs no statement of its own.
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
    if (settings.searchPath() != null) {
      PGProperty.CURRENT_SCHEMA.set(properties, settings.searchPath());
    }
    int timeout = (int) Math.min(Integer.MAX_VALUE / 1000, settings.connectTimeout().toSeconds());
    PGProperty.CONNECT_TIMEOUT.set(properties, timeout);
    // connectTimeout ends with the TCP handshake; libpq's connect_timeout holds for the log-in too.
    PGProperty.LOGIN_TIMEOUT.set(properties, timeout);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    if (!settings.keepalivesIdle().isZero()) {
      PGProperty.SOCKET_FACTORY.set(properties, KeepaliveSocketFactory.class.getName());
      PGProperty.SOCKET_FACTORY_ARG.set(
          properties, Long.toString(settings.keepalivesIdle().toSeconds()));
    }
    PGProperty.SSL_MODE.set(properties, settings.sslMode().word());
    if (settings.sslCert() != null) {
      PGProperty.SSL_CERT.set(properties, settings.sslCert().toString());
    }
    if (settings.sslKey() != null) {
      PGProperty.SSL_KEY.set(properties, settings.sslKey().toString());
    }
    if (settings.sslRootCert() != null) {
      PGProperty.SSL_ROOT_CERT.set(properties, settings.sslRootCert().toString());
    }
    // The server's detail may hold values of rows: it is shown by choice, not inside every message.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    return properties;
  }
}
