package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the catalog says while others change it. */
class CatalogTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @BeforeEach
  void twoTables() {
    database.execute(
        """
        drop table if exists kept, dropped;
        create table kept (id int primary key, code int unique nulls not distinct);
        create table dropped (id int primary key)
        """);
  }

  @Test
  void aUniqueIndexWhoseNullsAreOneIsNone() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(uniqueIndex(connection, "id")).isEqualTo("kept_pkey");
      assertThat(uniqueIndex(connection, "code")).isEmpty();
    }
  }

  /** Two threads: one looks for an index, and reads all there are; the other drops a table. */
  @Test
  void anotherTablesIndexMayGoWhileItIsLookedFor() throws SQLException {
    try (Connection connection = database.connect();
        Statement planner = connection.createStatement();
        Connection other = database.connect();
        Statement dropping = other.createStatement()) {
      planner.execute(
          "set enable_nestloop = off; set enable_indexscan = off; set lock_timeout = 1");
      other.setAutoCommit(false);
      dropping.execute("drop table dropped");

      assertThat(uniqueIndex(connection, "id")).isEqualTo("kept_pkey");
    }
  }

  private static String uniqueIndex(Connection connection, String column) {
    Session session = new Session(connection, new RunningStatements());
    Relation kept = new Relation(database.settings().database(), "public", "kept");
    return new Catalog(session, new Statements()).uniqueIndex(kept, List.of(column)).orElse("");
  }
}
