package io.tidemark.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells from the driver's exception why a log-in failed.
 *
 * <p>Decided by SQLSTATE, by the server's routine and by the exception's type: the texts are
 * translated, by the server and by the driver alike.
 */
final class ConnectionDiagnosis {

  private static final String WRONG_HOST_NAME =
      "The hostname {0} could not be verified by hostnameverifier {1}.";

  private final ConnectionSettings settings;

  ConnectionDiagnosis(ConnectionSettings settings) {
    this.settings = settings;
  }

  ConnectionException diagnose(SQLException failure) {
    ServerErrorMessage server = serverMessage(failure);
    return server == null ? withoutServer(failure) : byServer(failure, server);
  }

  /** The same problem, with the databases that do exist. */
  ConnectionException databaseMissing(List<String> existing, Throwable cause) {
    String found = existing.isEmpty() ? "" : " There are: " + String.join(", ", existing) + ".";
    return exception(
        ConnectionProblem.DATABASE_MISSING,
        "The database \"" + settings.database() + "\" does not exist on the server." + found,
        "Correct dbname in the profile, or create it: createdb -h "
            + settings.host()
            + " -p "
            + settings.port()
            + " -U "
            + settings.user()
            + " "
            + settings.database(),
        cause);
  }

  ConnectionException roleRefused(String role, SQLException failure) {
    return exception(
        ConnectionProblem.ROLE_REFUSED,
        "The user \""
            + settings.user()
            + "\" could not take the role \""
            + role
            + "\": "
            + words(failure),
        "Correct role in the profile, or: grant " + role + " to " + settings.user() + ";",
        failure);
  }

  ConnectionException poolExhausted(int size, SQLException failure) {
    return exception(
        ConnectionProblem.POOL_EXHAUSTED,
        "All " + size + " connections of this process are busy, and none came free in time.",
        "Raise threads in the profile, or look for a statement that waits: select * from pg_stat_activity;",
        failure);
  }

  private ConnectionException byServer(SQLException failure, ServerErrorMessage server) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state) {
      case "28P01" ->
          exception(
              ConnectionProblem.WRONG_PASSWORD,
              "The server refused the password of the user \""
                  + settings.user()
                  + "\" (a user who does not exist is refused in the same way).",
              "Check user and password in the profile, and the environment variables that it reads.",
              failure);
      case "28000" -> notAuthorized(failure, server);
      case "3D000" -> databaseMissing(List.of(), failure);
      case "42501" ->
          exception(
              ConnectionProblem.CONNECT_DENIED,
              "The user \""
                  + settings.user()
                  + "\" may not connect to the database \""
                  + settings.database()
                  + "\".",
              "Ask its owner for: grant connect on database "
                  + settings.database()
                  + " to "
                  + settings.user()
                  + ";",
              failure);
      case "53300" ->
          exception(
              ConnectionProblem.TOO_MANY_CONNECTIONS,
              "The server has no connection left: " + words(failure),
              "Lower threads in the profile, end idle sessions, or raise max_connections on the server.",
              failure);
      case "57P03", "57P01", "57P02" ->
          exception(
              ConnectionProblem.NOT_READY,
              "The server does not accept connections yet: " + words(failure),
              "Try again in a moment; the server's log tells how far it is.",
              failure);
      default ->
          exception(
              ConnectionProblem.OTHER,
              "The server refused the connection: " + words(failure) + " (SQLSTATE " + state + ")",
              "The server's log may tell more.",
              failure);
    };
  }

  /** One SQLSTATE for three things; the server's routine tells them apart in every language. */
  private ConnectionException notAuthorized(SQLException failure, ServerErrorMessage server) {
    if (Objects.equals(server.getRoutine(), "InitializeSessionUserId")) {
      return exception(
          ConnectionProblem.USER_REJECTED,
          "The user \""
              + settings.user()
              + "\" does not exist on the server or may not log in: "
              + words(failure),
          "Correct user in the profile, or: create role " + settings.user() + " login;",
          failure);
    }
    String tls =
        settings.sslMode() == SslMode.DISABLE
            ? " If the server insists on TLS, set sslmode: require in the profile."
            : "";
    return exception(
        ConnectionProblem.REJECTED_BY_PG_HBA,
        "The server's pg_hba.conf does not let this client in: " + words(failure),
        "Ask the server's administrator for a line in pg_hba.conf." + tls,
        failure);
  }

  private ConnectionException withoutServer(SQLException failure) {
    String at = settings.host() + ":" + settings.port();
    if (said(failure, "The server does not support SSL.")) {
      return exception(
          ConnectionProblem.TLS_NOT_OFFERED,
          "The server at "
              + at
              + " does not offer TLS, and sslmode is "
              + settings.sslMode().word()
              + ".",
          "Turn ssl on at the server, or set sslmode: prefer in the profile.",
          failure);
    }
    if (said(failure, WRONG_HOST_NAME, settings.host(), "PgjdbcHostnameVerifier")) {
      return exception(
          ConnectionProblem.TLS_FAILED,
          "The certificate of the server at " + at + " is for another host.",
          "Use the host's name as the certificate has it, or set sslmode: verify-ca in the profile.",
          failure);
    }
    if (hasCause(failure, UnknownHostException.class)) {
      return exception(
          ConnectionProblem.UNKNOWN_HOST,
          "The host \"" + settings.host() + "\" is unknown.",
          settings.host().startsWith("/")
              ? "Unix sockets are not supported: set host: localhost in the profile."
              : "Correct host in the profile; is the network or the VPN up?",
          failure);
    }
    if (hasCause(failure, SSLException.class)
        || hasCause(failure, GeneralSecurityException.class)) {
      return exception(
          ConnectionProblem.TLS_FAILED,
          "No TLS connection could be made with " + at + ": " + rootWords(failure),
          "Check sslmode, sslrootcert, sslcert and sslkey in the profile (sslkey: PKCS#8, PEM or DER).",
          failure);
    }
    if (isTimeout(failure)) {
      return exception(
          ConnectionProblem.UNREACHABLE,
          "No answer from " + at + " within " + settings.connectTimeout().toSeconds() + " seconds.",
          "Check host and port in the profile, the network and its firewall; connect_timeout sets the limit.",
          failure);
    }
    if (hasCause(failure, ConnectException.class)) {
      return exception(
          ConnectionProblem.REFUSED,
          "Nothing listens on " + at + ".",
          "Start the server, or correct host and port in the profile.",
          failure);
    }
    if (isState(failure, "08004") && hasNoPassword()) {
      return exception(
          ConnectionProblem.NO_PASSWORD,
          "The server asks for a password, and the profile gives none.",
          "Set password in the profile, best by \"{{ env_var('DBT_PASSWORD') }}\".",
          failure);
    }
    if (hasCause(failure, EOFException.class) || hasCause(failure, SocketException.class)) {
      return exception(
          ConnectionProblem.LOST,
          "The other side at " + at + " closed the connection during the log-in.",
          "Is it a PostgreSQL server that listens there? If so, its log tells why.",
          failure);
    }
    if (isState(failure, "08P01") || hasCause(failure, IOException.class)) {
      return exception(
          ConnectionProblem.NOT_POSTGRESQL,
          "What listens on " + at + " is not a PostgreSQL server.",
          "Correct host and port in the profile (PostgreSQL's own port is 5432).",
          failure);
    }
    return exception(
        ConnectionProblem.OTHER,
        "The connection failed: " + rootWords(failure),
        "Check host, port, user and the ssl settings in the profile.",
        failure);
  }

  /** The driver gives up after its loginTimeout with neither a cause nor a state of its own. */
  private static boolean isTimeout(SQLException failure) {
    return hasCause(failure, SocketTimeoutException.class)
        || hasCause(failure, NoRouteToHostException.class)
        || said(failure, "Connection attempt timed out.");
  }

  private boolean hasNoPassword() {
    Secret password = settings.password();
    return password == null || password.reveal().isEmpty();
  }

  private ConnectionException exception(
      ConnectionProblem problem, String whatIsWrong, String nextStep, Throwable cause) {
    return new ConnectionException(problem, settings, whatIsWrong, nextStep, cause);
  }

  private static @Nullable ServerErrorMessage serverMessage(SQLException failure) {
    return failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }

  private static boolean isState(SQLException failure, String state) {
    return state.equals(failure.getSQLState());
  }

  /** Whether this is the driver's own message, in whichever language it speaks. */
  private static boolean said(SQLException failure, String message, Object... arguments) {
    return GT.tr(message, arguments).equals(failure.getMessage());
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String words(SQLException failure) {
    return SqlFailure.of(failure).message();
  }

  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
