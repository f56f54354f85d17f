package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connection that can't be had says why, what was tried and what to do, and never the password.
 */
class ConnectionExceptionTest {

  private static final String PASSWORD = "s3cret-of-the-test";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final Locale locale = Locale.getDefault();

  @BeforeAll
  static void makeUsers() {
    database.execute(
        """
        drop role if exists stranger;
        drop role if exists sleeper;
        drop role if exists single;
        create role stranger login password '%1$s';
        create role sleeper nologin password '%1$s';
        create role single login password '%1$s' connection limit 0;
        """
            .formatted(PASSWORD));
    database.execute(
        "revoke connect on database " + database.settings().database() + " from public");
    database.execute(
        "grant connect on database " + database.settings().database() + " to sleeper, single");
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @Test
  void aWrongPassword() {
    ConnectionSettings settings =
        tried().user("stranger").password(Secret.of("wrong-" + PASSWORD)).build();

    ConnectionException failure = failureOf(settings);

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.WRONG_PASSWORD);
    assertThat(failure).hasMessageContaining("refused the password of the user \"stranger\"");
    assertThat(failure).hasMessageContaining(settings.display());
    assertThat(failure.toString()).doesNotContain(PASSWORD);
  }

  @Test
  void noPassword() {
    ConnectionException failure = failureOf(tried().user("stranger").password(null).build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.NO_PASSWORD);
    assertThat(failure).hasMessageContaining("the profile gives none");
  }

  @Test
  void aUserWhoDoesNotExistIsHiddenByTheServerAsAWrongPassword() {
    ConnectionException failure = failureOf(tried().user("nobody_at_all").build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.WRONG_PASSWORD);
    assertThat(failure)
        .hasMessageContaining("a user who does not exist is refused in the same way");
  }

  @Test
  void aUserWhoMayNotLogIn() {
    ConnectionException failure =
        failureOf(tried().user("sleeper").password(Secret.of(PASSWORD)).build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.USER_REJECTED);
    assertThat(failure).hasMessageContaining("does not exist on the server or may not log in");
  }

  @Test
  void aDatabaseThatIsMissingIsToldWithThoseThatExist() {
    ConnectionException failure = failureOf(tried().database("nowhere").build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.DATABASE_MISSING);
    assertThat(failure).hasMessageContaining("\"nowhere\" does not exist");
    assertThat(failure.whatIsWrong())
        .contains("There are: ")
        .contains(database.settings().database());
  }

  @Test
  void aUserWithoutTheRightToConnect() {
    ConnectionException failure =
        failureOf(tried().user("stranger").password(Secret.of(PASSWORD)).build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.CONNECT_DENIED);
    assertThat(failure.nextStep())
        .contains("grant connect on database " + database.settings().database() + " to stranger;");
  }

  @Test
  void tooManyConnections() {
    ConnectionException failure =
        failureOf(tried().user("single").password(Secret.of(PASSWORD)).build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.TOO_MANY_CONNECTIONS);
  }

  @Test
  void nothingListensOnThePort() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }

    ConnectionException failure = failureOf(tried().port(freePort).build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.REFUSED);
    assertThat(failure).hasMessageContaining("Nothing listens on 127.0.0.1:" + freePort);
  }

  @Test
  void anUnknownHost() {
    ConnectionException failure = failureOf(tried().host("no-such-host.invalid").build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.UNKNOWN_HOST);
    assertThat(failure).hasMessageContaining("\"no-such-host.invalid\" is unknown");
  }

  @Test
  void somethingElseListensOnThePort() throws Exception {
    try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerAsAWebServer(web));
      answering.start();

      ConnectionException failure =
          failureOf(tried().port(web.getLocalPort()).sslMode(SslMode.DISABLE).build());

      assertThat(failure.problem()).isEqualTo(ConnectionProblem.NOT_POSTGRESQL);
      assertThat(failure).hasMessageContaining("is not a PostgreSQL server");
    }
  }

  @Test
  void aPortThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      ConnectionException failure =
          failureOf(
              tried().port(silent.getLocalPort()).connectTimeout(Duration.ofSeconds(1)).build());

      assertThat(failure.problem()).isEqualTo(ConnectionProblem.UNREACHABLE);
      assertThat(failure).hasMessageContaining("within 1 seconds");
    }
  }

  @Test
  void aServerWithoutTlsWhereTlsIsRequired() {
    ConnectionException failure = failureOf(tried().sslMode(SslMode.REQUIRE).build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.TLS_NOT_OFFERED);
    assertThat(failure).hasMessageContaining("sslmode is require");
  }

  @Test
  void aRoleThatDoesNotExist() {
    ConnectionException failure = failureOf(tried().role("no_role").build());

    assertThat(failure.problem()).isEqualTo(ConnectionProblem.ROLE_REFUSED);
    assertThat(failure).hasMessageContaining("could not take the role \"no_role\"");
  }

  @Test
  void theDiagnosisDoesNotHangOnTheLanguage() {
    Locale.setDefault(Locale.GERMANY);

    assertThat(failureOf(tried().sslMode(SslMode.REQUIRE).build()).problem())
        .isEqualTo(ConnectionProblem.TLS_NOT_OFFERED);
    assertThat(failureOf(tried().user("stranger").password(null).build()).problem())
        .isEqualTo(ConnectionProblem.NO_PASSWORD);
  }

  @Test
  void thePoolFailsAtOnceAndInTheSameWay() {
    try (Database failing = Database.of(tried().database("nowhere").build(), 3)) {
      ConnectionException failure =
          catchThrowableOfType(
              ConnectionException.class, () -> failing.dataSource().getConnection());

      assertThat(failure.problem()).isEqualTo(ConnectionProblem.DATABASE_MISSING);
    }
  }

  @Test
  void aPassingFailureIsRetriedWithGrowingPauses() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    List<Duration> pauses = new ArrayList<>();
    SessionOpener opener =
        new SessionOpener(tried().port(freePort).retries(3).build(), pauses::add);

    ConnectionException failure = catchThrowableOfType(ConnectionException.class, opener::open);

    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(9));
    assertThat(failure.getSuppressed()).hasSize(3);
  }

  @Test
  void aServerThatComesBackIsFoundByTheRetry() throws Exception {
    database.execute("alter role single connection limit 0");
    SessionOpener opener =
        new SessionOpener(
            tried().user("single").password(Secret.of(PASSWORD)).retries(1).build(),
            pause -> database.execute("alter role single connection limit 5"));

    try (Connection connection = opener.open()) {
      assertThat(connection.isValid(1)).isTrue();
    } finally {
      database.execute("alter role single connection limit 0");
    }
  }

  @Test
  void aFailureThatStaysIsNotRetried() {
    List<Duration> pauses = new ArrayList<>();
    SessionOpener opener =
        new SessionOpener(tried().database("nowhere").retries(5).build(), pauses::add);

    assertThatThrownBy(opener::open).isInstanceOf(ConnectionException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aCertificateThatIsNoneIsATlsProblem(@TempDir Path folder) throws IOException {
    Path noCertificate = Files.writeString(folder.resolve("root.crt"), "not a certificate");
    try (ServerSocket tls = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(tls, "S".getBytes(StandardCharsets.US_ASCII)));
      answering.start();

      ConnectionException failure =
          failureOf(
              tried()
                  .port(tls.getLocalPort())
                  .sslMode(SslMode.VERIFY_CA)
                  .sslRootCert(noCertificate)
                  .build());

      assertThat(failure.problem()).isEqualTo(ConnectionProblem.TLS_FAILED);
    }
  }

  /** The settings of the test's database, to be spoilt; a failure is told at once. */
  private static ConnectionSettings.Builder tried() {
    return database.settings().toBuilder().retries(0);
  }

  private static ConnectionException failureOf(ConnectionSettings settings) {
    try (Database failing = Database.of(settings, 1)) {
      return catchThrowableOfType(ConnectionException.class, failing::connect);
    }
  }

  private static void answerAsAWebServer(ServerSocket web) {
    answer(web, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(ServerSocket server, byte[] bytes) {
    try (Socket client = server.accept();
        OutputStream out = client.getOutputStream()) {
      client.getInputStream().read(new byte[64]);
      out.write(bytes);
      out.flush();
      client.getInputStream().read(new byte[64]);
    } catch (IOException clientGone) {
      // The client has read enough.
    }
  }
}
