package io.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked about one relation does not depend on what happens to others. */
class CatalogTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void aUniqueIndexIsFoundWhileAnotherTableIsBeingDropped() throws SQLException {
    database.execute(
        "create table wanted (id int); create unique index wanted_key on wanted (id);"
            + " create table other (id int); create unique index other_key on other (id)");

    try (Connection dropping = database.connect();
        Statement drop = dropping.createStatement();
        Session session = new Session(database.connect(), new RunningStatements())) {
      dropping.setAutoCommit(false);
      drop.execute("drop table other");
      session.execute("set lock_timeout = '1ms'");

      assertThat(uniqueIndex(session, "wanted")).containsExactly("wanted_key");
    }
  }

  @Test
  void anIndexThatTakesOneNullOnlyIsNoneForAnUpsert() throws SQLException {
    try (Session session = new Session(database.connect(), new RunningStatements())) {
      session.execute("create table one_null (id int)");
      session.execute("create unique index on one_null (id) nulls not distinct");

      assertThat(uniqueIndex(session, "one_null")).isEmpty();
    }
  }

  private static List<String> uniqueIndex(Session session, String table) {
    Relation relation = new Relation(database.settings().database(), "public", table);
    return new Catalog(session, new Statements())
        .uniqueIndex(relation, List.of("id")).stream().toList();
  }
}
