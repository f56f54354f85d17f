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
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;

/**
 * A log-in that failed before a server had an answer: network, TLS, or what the driver itself can't
 * do.
 */
final class FailedLogin {

  private static final String WRONG_HOST_NAME =
      "The hostname {0} could not be verified by hostnameverifier {1}.";

  private final ConnectionSettings settings;

  FailedLogin(ConnectionSettings settings) {
    this.settings = settings;
  }

  ConnectionException diagnose(SQLException failure) {
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

  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
