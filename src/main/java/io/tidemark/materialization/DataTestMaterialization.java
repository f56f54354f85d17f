package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.load.swap.Swap;
import io.tidemark.materialization.TestOutcome.Verdict;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.SqlText;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data test: its SQL gives the rows that should not be there. They are counted in the server, and
 * kept where the test asks for that.
 */
final class DataTestMaterialization implements Materialization {

  private static final Set<String> TRUE = Set.of("t", "true", "y", "yes", "on", "1");
  private static final Set<String> FALSE = Set.of("f", "false", "n", "no", "off", "0");

  @Override
  public Materialized materialize(Work work) {
    DataTestSettings settings = new DataTestSettings(work.node().config());
    String sql = work.compilation().sql(false, work.marks());
    Long limit = settings.limit();
    String rows =
        limit == null ? sql : work.compilation().macro("get_limit_subquery_sql", sql, limit);
    Optional<RelationKind> stored = settings.stored(storing(work));
    stored.ifPresent(kind -> store(work, kind, rows));
    String counted =
        stored.isPresent()
            ? work.statements().render("test/stored", Map.of("relation", work.target()))
            : rows;
    Count count = count(work, settings, counted);
    return Materialized.test(judge(settings, count, stored.isPresent() ? work.target() : null));
  }

  /**
   * What the count of a test's failures means.
   *
   * @param counted the rows that the server answered: one, of three columns
   */
  static TestOutcome judged(Work work, List<List<@Nullable String>> counted) {
    DataTestSettings settings = new DataTestSettings(work.node().config());
    boolean keeps = settings.stored(storing(work)).isPresent();
    return judge(settings, count(work.node(), settings, counted), keeps ? work.target() : null);
  }

  /** A macro says it, which a project may override. */
  private static boolean storing(Work work) {
    return work.compilation().macro("should_store_failures").equalsIgnoreCase("true");
  }

  private static void store(Work work, RelationKind kind, String sql) {
    Map<String, ?> values =
        Map.of(
            "relation",
            work.target(),
            "sql",
            new SqlText(sql),
            "unlogged",
            new ModelSettings(work.node().config()).unlogged());
    String create =
        kind == RelationKind.VIEW ? "relation/create_view_as" : "relation/create_table_as";
    work.session()
        .inTransaction(
            () -> {
              new Swap(work.session(), work.statements(), work.listener())
                  .dropIfThere(work.target());
              return work.session().execute(work.statements().render(create, values));
            });
  }

  private static Count count(Work work, DataTestSettings settings, String rows) {
    String sql =
        work.compilation()
            .macro(
                "get_test_sql",
                rows,
                settings.failCalc(),
                settings.warnIf(),
                settings.errorIf(),
                null);
    return count(work.node(), settings, work.session().rows(sql, -1).rows());
  }

  private static Count count(
      Node node, DataTestSettings settings, List<List<@Nullable String>> counted) {
    if (counted.size() != 1 || counted.get(0).size() != 3) {
      throw wrong(
          node,
          "the count of its failures gave %d rows of %d columns"
              .formatted(counted.size(), counted.isEmpty() ? 0 : counted.get(0).size()),
          "It must be one row of failures, should_warn and should_error: look at the macro"
              + " get_test_sql.");
    }
    List<@Nullable String> row = counted.get(0);
    return new Count(
        failures(node, settings, row.get(0)),
        truth(node, "should_warn", row.get(1)),
        truth(node, "should_error", row.get(2)));
  }

  private static long failures(Node node, DataTestSettings settings, @Nullable String number) {
    if (number == null) {
      throw wrong(
          node,
          "its fail_calc gave NULL, which is no number of failures",
          "Write: fail_calc: coalesce(%s, 0)".formatted(settings.failCalc()));
    }
    try {
      return new BigDecimal(number).longValueExact();
    } catch (NumberFormatException | ArithmeticException notWhole) {
      throw wrong(
          node,
          "its fail_calc gave %s, which is no number of failures".formatted(number),
          "Let fail_calc give a whole number.");
    }
  }

  private static ProjectException wrong(Node node, String what, String next) {
    var config = node.config().value("fail_calc");
    return new ProjectException(
        Problem.of("The test %s can't be judged: %s".formatted(node.name(), what))
            .at(config == null ? node.file().start() : config.place())
            .next(next));
  }

  /** PostgreSQL writes {@code t}; a macro of the project's may give a text or a number. */
  private static boolean truth(Node node, String column, @Nullable String value) {
    String word = value == null ? "f" : value.toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    try {
      return new BigDecimal(word).signum() != 0;
    } catch (NumberFormatException neither) {
      throw wrong(
          node,
          "the macro get_test_sql gives \"%s\" as %s".formatted(value, column),
          "It must be true or false.");
    }
  }

  private static TestOutcome judge(
      DataTestSettings settings, Count count, @Nullable Relation stored) {
    String got = "Got %d result%s".formatted(count.failures, count.failures == 1 ? "" : "s");
    if (settings.canFail() && count.shouldError) {
      String message = "%s, configured to fail if %s".formatted(got, settings.errorIf());
      return new TestOutcome(Verdict.FAIL, count.failures, message, stored);
    }
    if (count.shouldWarn) {
      String message = "%s, configured to warn if %s".formatted(got, settings.warnIf());
      return new TestOutcome(Verdict.WARN, count.failures, message, stored);
    }
    return TestOutcome.passed(stored);
  }

  /** What the server said. */
  private record Count(long failures, boolean shouldWarn, boolean shouldError) {}
}
