package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the settings say holds for every connection, of the pool and beside it. */
class DatabaseTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @BeforeAll
  static void makeRoles() {
    // Roles belong to the server, which outlives this class.
    database.execute(
        """
        drop role if exists analyst;
        drop role if exists "Head Analyst";
        create role analyst;
        create role "Head Analyst"
        """);
  }

  @Test
  void everyConnectionHasTheSettings() throws SQLException {
    ConnectionSettings settings =
        database.settings().toBuilder()
            .applicationName("nightly")
            .role("analyst")
            .searchPath("marts, public")
            .keepalivesIdle(Duration.ofSeconds(30))
            .build();

    try (Database connected = Database.of(settings, 2);
        Connection pooled = connected.dataSource().getConnection();
        Connection ownOne = connected.connect()) {
      for (Connection connection : new Connection[] {pooled, ownOne}) {
        assertThat(shown(connection, "show application_name")).isEqualTo("nightly");
        assertThat(shown(connection, "select current_user")).isEqualTo("analyst");
        assertThat(shown(connection, "select session_user")).isEqualTo("tidemark");
        assertThat(shown(connection, "show search_path")).isEqualTo("marts, public");
      }
    }
  }

  @Test
  void aPlainRoleIsFoldedAsInSqlAndAnyOtherIsTakenAsItStands() throws SQLException {
    assertThat(userWithRole("ANALYST")).isEqualTo("analyst");
    assertThat(userWithRole("Head Analyst")).isEqualTo("Head Analyst");
    assertThat(userWithRole("\"Head Analyst\"")).isEqualTo("Head Analyst");
  }

  @Test
  void resetReturnsToTheSearchPathOfTheSettings() throws SQLException {
    ConnectionSettings settings = database.settings().toBuilder().searchPath("marts").build();

    try (Database connected = Database.of(settings, 1);
        Connection connection = connected.connect()) {
      shown(connection, "select set_config('search_path', 'elsewhere', false)");
      try (Statement statement = connection.createStatement()) {
        statement.execute("reset search_path");
      }
      assertThat(shown(connection, "show search_path")).isEqualTo("marts");
    }
  }

  @Test
  void theTimeZoneIsTheServersAndNotTheJvms() {
    TimeZone jvms = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));

      assertThat(database.queryText("show timezone"))
          .isEqualTo(database.queryText("show log_timezone"));
      database.execute(
          "alter database " + database.settings().database() + " set timezone to 'Europe/Lisbon'");
      assertThat(database.queryText("show timezone")).isEqualTo("Europe/Lisbon");
      database.execute(
          "alter role tidemark in database %s set timezone to 'America/Lima'"
              .formatted(database.settings().database()));
      assertThat(database.queryText("show timezone")).isEqualTo("America/Lima");
    } finally {
      TimeZone.setDefault(jvms);
    }
  }

  @Test
  void nothingIsConnectedBeforeItIsAskedFor() {
    ConnectionSettings nowhere =
        ConnectionSettings.builder("no.such.host.invalid", "u", "d").build();

    try (Database unreachable = Database.of(nowhere, 4)) {
      assertThat(unreachable.settings()).isEqualTo(nowhere);
    }
  }

  @Test
  void thePoolNeverHoldsMoreThanItsSize() throws SQLException {
    ConnectionSettings settings = database.settings().toBuilder().applicationName("sized").build();

    try (Database connected = Database.of(settings, 2)) {
      for (int round = 0; round < 5; round++) {
        try (Connection first = connected.dataSource().getConnection();
            Connection second = connected.dataSource().getConnection()) {
          assertThat(shown(first, "select pg_backend_pid()"))
              .isNotEqualTo(shown(second, "select pg_backend_pid()"));
        }
      }
      assertThat(
              database.queryText(
                  "select count(*) from pg_stat_activity where application_name = 'sized'"))
          .isEqualTo("2");
    }
  }

  @Test
  void theServersVersionIsKnown() throws SQLException {
    try (Database connected = Database.of(database.settings(), 1)) {
      ServerVersion version = connected.serverVersion();

      assertThat(version.text()).startsWith(version.major() + ".");
      assertThat(database.queryText("show server_version")).isEqualTo(version.toString());
    }
  }

  @Test
  void aClosedDatabaseSaysSo() {
    Database closed = Database.of(database.settings(), 1);
    closed.close();

    assertThatThrownBy(() -> closed.dataSource().getConnection())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("has been closed");
  }

  @Test
  void aPoolOfNoneIsRefused() {
    assertThatThrownBy(() -> Database.of(database.settings(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pool size is 0 (must be 1 or more)");
  }

  private static String userWithRole(String role) throws SQLException {
    ConnectionSettings settings = database.settings().toBuilder().role(role).build();
    try (Database connected = Database.of(settings, 1);
        Connection connection = connected.connect()) {
      return shown(connection, "select current_user");
    }
  }

  private static String shown(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
