package io.tidemark.postgres;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells from the driver's exception why a log-in failed.
 *
 * <p>Decided by SQLSTATE, by the server's routine and by the exception's type: the texts are
 * translated, by the server and by the driver alike.
 */
final class ConnectionDiagnosis {

  private final ConnectionSettings settings;

  ConnectionDiagnosis(ConnectionSettings settings) {
    this.settings = settings;
  }

  ConnectionException diagnose(SQLException failure) {
    ServerErrorMessage server = serverMessage(failure);
    return server == null
        ? new FailedLogin(settings).diagnose(failure)
        : new RefusedLogin(settings).diagnose(failure, server);
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

  private ConnectionException exception(
      ConnectionProblem problem, String whatIsWrong, String nextStep, Throwable cause) {
    return new ConnectionException(problem, settings, whatIsWrong, nextStep, cause);
  }

  private static @Nullable ServerErrorMessage serverMessage(SQLException failure) {
    return failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
  }

  private static String words(SQLException failure) {
    return SqlFailure.of(failure).message();
  }
}
