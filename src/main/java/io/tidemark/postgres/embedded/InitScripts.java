package io.tidemark.postgres.embedded;

import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.SqlFailure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Runs the {@code *.sql} of a folder, in the order of their names, as the PostgreSQL image does
 * with its {@code docker-entrypoint-initdb.d}: statement by statement, each committed, up to the
 * first that fails.
 *
 * <p>Of psql's own commands {@code \connect} is understood, and those of a {@code pg_dump} that
 * change nothing here are skipped.
 */
final class InitScripts {

  private static final Pattern CONNECT = Pattern.compile("\\\\c(onnect)?\\s+\"?([^\"\\s]+)\"?\\s*");
  private static final Pattern WITHOUT_EFFECT =
      Pattern.compile(
          "\\\\(restrict|unrestrict|echo|encoding|timing)\\b.*|\\\\set\\s+ON_ERROR_STOP\\b.*");

  private final Path folder;

  InitScripts(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs them all; no folder, no scripts.
   *
   * @throws EmbeddedServerException with file, line and statement of the first that fails
   */
  void runOn(ConnectionSettings settings) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> scripts;
    try (Stream<Path> files = Files.list(folder)) {
      scripts = files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    for (Path script : scripts) {
      run(script, settings);
    }
  }

  private static void run(Path script, ConnectionSettings settings) throws IOException {
    List<SqlScript.Part> parts = SqlScript.parse(Files.readString(script));
    ConnectionSettings current = settings;
    Connection connection = connect(current);
    try {
      for (SqlScript.Part part : parts) {
        if (part instanceof SqlScript.MetaCommand command) {
          Matcher connect = CONNECT.matcher(command.text());
          if (connect.matches()) {
            connection.close();
            current = current.toBuilder().database(connect.group(2)).build();
            connection = connect(current);
          } else if (!WITHOUT_EFFECT.matcher(command.text()).matches()) {
            throw notUnderstood(script, command);
          }
        } else {
          execute(connection, part, script);
        }
      }
    } catch (SQLException closing) {
      throw new IOException("The connection could not be closed", closing);
    } finally {
      closeQuietly(connection);
    }
  }

  private static Connection connect(ConnectionSettings settings) {
    try (Database database = Database.of(settings, 1)) {
      return database.connect();
    }
  }

  private static void execute(Connection connection, SqlScript.Part part, Path script) {
    try {
      if (part instanceof SqlScript.CopyIn copy) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(copy.text(), new StringReader(copy.data()));
        return;
      }
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(part.text());
      }
    } catch (SQLException | IOException failure) {
      throw failed(script, part, failure);
    }
  }

  private static EmbeddedServerException failed(
      Path script, SqlScript.Part part, Exception failure) {
    int line = part.line();
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof SQLException sql) {
      SqlFailure told = SqlFailure.of(sql);
      message = told.message();
      Integer position = told.position();
      if (position != null) {
        line += linesBefore(part.text(), position);
      }
    }
    String shown = part.text().lines().skip((long) line - part.line()).findFirst().orElse("");
    return new EmbeddedServerException(
        "A script that sets up the embedded PostgreSQL failed: " + message,
        script + ":" + line + "\n" + shown.strip(),
        "Correct the script and run the same command again: nothing was kept, all scripts run from the start.",
        failure);
  }

  private static EmbeddedServerException notUnderstood(Path script, SqlScript.MetaCommand command) {
    return new EmbeddedServerException(
        "A script that sets up the embedded PostgreSQL holds a command for psql, which does not run it here.",
        script + ":" + command.line() + "\n" + command.text(),
        "Write it as SQL; of psql's commands only \\connect is understood.");
  }

  private static int linesBefore(String text, int position) {
    int end =
        text.offsetByCodePoints(0, Math.min(position - 1, text.codePointCount(0, text.length())));
    return (int) text.substring(0, end).chars().filter(character -> character == '\n').count();
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException notOpenAnyMore) {
      // Whatever ended it has been told already.
    }
  }
}
