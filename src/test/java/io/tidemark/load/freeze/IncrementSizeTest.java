package io.tidemark.load.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an increment is small is told by what the planner knows, and the query is not run. */
class IncrementSizeTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String FEW =
      "select * from \"public\".\"incoming\" where at > (select max(at) from ";

  @BeforeAll
  static void aTargetOfMoreThanAMillionRows() {
    database.execute(
        """
        create table public.orders as
          select i as id, timestamp '2024-01-01' + i * interval '1 minute' as at
          from generate_series(1, 1000100) i;
        analyze public.orders;
        create table public.incoming as table public.orders;
        analyze public.incoming;
        create table public.few as select * from public.orders limit 100;
        analyze public.few;
        create table public.never_analyzed (id int, at timestamp);
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FEW + "\"public\".\"orders\")",
        FEW + "public.orders o)",
        "select * from public.incoming where at > (select coalesce(max(at), '1900-01-01') as m"
            + " from \"public\".\"orders\") - interval '1 hour'",
        "select * from public.incoming where at > timestamp '2025-11-01'",
        // What can't be known is taken to be small.
        "select * from public.incoming where at > (select max(at) from public.few)",
        "select * from public.incoming where at > (select max(at) from public.orders where id < 9)",
        "select * from public.incoming where id > (select max(id), 1 from public.orders)",
        "no query at all",
      })
  void small(String query) {
    assertThat(asked(query, "orders")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from public.incoming",
        "select * from public.incoming where at > (select max(at) from public.orders)"
            + " - interval '300 days'",
        "select * from public.incoming where at > (select coalesce(max(at), '1900-01-01')"
            + " from \"public\".\"orders\") - interval '1 year' and id is not null",
      })
  void notSmall(String query) {
    assertThat(asked(query, "orders")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"few", "never_analyzed"})
  void inASmallTableNothingIs(String table) {
    assertThat(asked("select * from public.few where id = 1", table)).isFalse();
  }

  /** In a transaction, as in a freeze: what the planner refuses must not spoil it. */
  private static boolean asked(String query, String table) {
    try (Connection connection = database.connect();
        Session session = new Session(connection, new RunningStatements())) {
      return session.inTransaction(
          () -> {
            boolean small =
                new IncrementSize(session, new Statements())
                    .small(query, new Relation(database.settings().database(), "public", table));
            session.query("select 1", row -> row.getInt(1));
            return small;
          });
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
