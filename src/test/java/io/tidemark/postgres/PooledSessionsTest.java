package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pool tells why it has no connection, also once it has had some. */
class PooledSessionsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void whenAllAreBusyItSaysSo() throws SQLException {
    try (PooledSessions pool = pool(database.settings(), 1);
        Connection busy = pool.getConnection()) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, pool::getConnection);

      assertThat(busy.isValid(1)).isTrue();
      assertThat(failure.problem()).isEqualTo(ConnectionProblem.POOL_EXHAUSTED);
      assertThat(failure).hasMessageContaining("All 1 connections of this process are busy");
    }
  }

  @Test
  void whenTheServerHasNoneLeftTheServersReasonIsTold() throws SQLException {
    database.execute(
        "drop role if exists lonely; create role lonely login password 'pw' connection limit 1");
    ConnectionSettings lonely =
        database.settings().toBuilder().user("lonely").password(Secret.of("pw")).build();

    try (PooledSessions pool = pool(lonely, 2);
        Connection only = pool.getConnection()) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, pool::getConnection);

      assertThat(only.isValid(1)).isTrue();
      assertThat(failure.problem()).isEqualTo(ConnectionProblem.TOO_MANY_CONNECTIONS);
    }
  }

  @Test
  void aConnectionThatTheServerEndedIsReplaced() throws SQLException {
    ConnectionSettings settings =
        database.settings().toBuilder().applicationName("to_be_ended").build();
    try (PooledSessions pool = pool(settings, 1)) {
      try (Connection ended = pool.getConnection();
          Statement statement = ended.createStatement()) {
        database.query(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                + " where application_name = 'to_be_ended'");
        assertThatThrownBy(() -> statement.execute("select 1"))
            .isInstanceOfSatisfying(
                SQLException.class,
                failure ->
                    assertThat(SqlFailure.of(failure).kind())
                        .isEqualTo(SqlFailureKind.TRANSIENT_CONNECTION));
      }

      try (Connection next = pool.getConnection()) {
        assertThat(next.isValid(1)).isTrue();
      }
    }
  }

  /** Waiting for it once is enough; and when it is back, it is taken again. */
  @Test
  void aServerThatIsGoneIsToldAndTakenAgainWhenItIsBack() throws Exception {
    try (SeverableServer server = SeverableServer.before(database.settings());
        PooledSessions pool = pool(server.settings(), 1)) {
      try (Connection lost = pool.getConnection();
          Statement statement = lost.createStatement()) {
        server.sever();
        assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
      }

      for (int call = 1; call <= 3; call++) {
        assertThat(catchThrowableOfType(ConnectionException.class, pool::getConnection).problem())
            .isEqualTo(ConnectionProblem.REFUSED);
      }
      server.restore();

      try (Connection again = pool.getConnection()) {
        assertThat(again.isValid(1)).isTrue();
      }
    }
  }

  private static PooledSessions pool(ConnectionSettings settings, int size) {
    ConnectionSettings once = settings.toBuilder().retries(0).build();
    SessionOpener opener =
        new SessionOpener(
            once,
            pause -> {
              throw new AssertionError("nothing is retried");
            });
    return new PooledSessions(once, opener, size, Duration.ofMillis(250));
  }
}
