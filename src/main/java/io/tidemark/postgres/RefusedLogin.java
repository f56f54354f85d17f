package io.tidemark.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.postgresql.util.ServerErrorMessage;

/** A log-in that the server answered with an error of its own. */
final class RefusedLogin {

  private final ConnectionSettings settings;

  RefusedLogin(ConnectionSettings settings) {
    this.settings = settings;
  }

  ConnectionException diagnose(SQLException failure, ServerErrorMessage server) {
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
      case "3D000" -> new ConnectionDiagnosis(settings).databaseMissing(List.of(), failure);
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

  private ConnectionException exception(
      ConnectionProblem problem, String whatIsWrong, String nextStep, Throwable cause) {
    return new ConnectionException(problem, settings, whatIsWrong, nextStep, cause);
  }

  private static String words(SQLException failure) {
    return SqlFailure.of(failure).message();
  }
}
