package io.tidemark.transfer.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows are read by an index of the order where that is not much dearer than sorting them. */
class FirstRowsTest {
  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();

  /** So that the planner sorts, whatever the machine, and does not count on a cache. */
  private static final List<String> SETTINGS =
      List.of(
          "set work_mem = '64MB'",
          "set cpu_operator_cost = 0.0005",
          "set effective_cache_size = '1MB'",
          "set max_parallel_workers_per_gather = 0");

  @BeforeAll
  static void makeRows() {
    SOURCE.execute(
        """
        create table moments as
          select i as id, i as straight, i * 7919 % 200003 as scattered, i as bare, repeat('x', 60)
          from generate_series(1, 200000) i;
        create index on moments (straight);
        create index on moments (scattered);
        analyze moments
        """);
  }

  @Test
  void theyComeByAnIndexThatIsInTheTablesOrder() {
    assertThat(firstNode("straight")).isEqualTo("Incremental Sort");
  }

  @Test
  void theyAreSortedWhereTheIndexWouldBeReadAtRandom() {
    assertThat(firstNode("scattered")).isEqualTo("Sort");
  }

  @Test
  void theyAreSortedWhereThereIsNoIndex() {
    assertThat(firstNode("bare")).isEqualTo("Sort");
  }

  @Test
  void whatIsAskedAfterwardsIsPlannedAsEver() {
    assertThat(nodes("straight")).containsExactly("Incremental Sort", "Sort");
  }

  private static String firstNode(String order) {
    return nodes(order).get(0);
  }

  /** At the top of the plan of all rows in an order, while they are hastened and afterwards. */
  private static List<String> nodes(String order) {
    String query = "select * from moments order by " + order + ", id";
    try (Session session = new Session(SOURCE.connect(), new RunningStatements())) {
      SETTINGS.forEach(session::execute);
      return session.inTransaction(
          () -> {
            String hastened;
            try (FirstRows soon = new FirstRows(session, new Statements(), query)) {
              hastened = node(session, query);
            }
            return List.of(hastened, node(session, query));
          });
    }
  }

  private static String node(Session session, String query) {
    String plan = session.first("explain " + query, row -> row.getString(1)).orElseThrow();
    return plan.substring(0, plan.indexOf("  (")).strip();
  }
}
