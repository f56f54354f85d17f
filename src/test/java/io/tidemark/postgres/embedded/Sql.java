package io.tidemark.postgres.embedded;

import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks a server of a test.
 *
 * @param settings of the database
 */
record Sql(ConnectionSettings settings) {

  /** The first column of the first row. */
  String text(String query) {
    try (Database database = Database.of(settings, 1);
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  void execute(String sql) {
    try (Database database = Database.of(settings, 1);
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
