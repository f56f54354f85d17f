package io.tidemark.materialization.unit;

import io.tidemark.graph.UnitTestInput;
import io.tidemark.graph.UnitTestRows;
import io.tidemark.graph.compile.UnitTestCompiler;
import io.tidemark.materialization.Materialization;
import io.tidemark.materialization.Materialized;
import io.tidemark.materialization.TestOutcome;
import io.tidemark.materialization.TestOutcome.Verdict;
import io.tidemark.materialization.Work;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.RowSet;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit test: the model's SQL is run with the test's rows in the place of what it reads, and what
 * it gives is compared with the rows that it should give. Nothing is written; what the model reads
 * has to be there, because its columns and types are taken from it.
 */
public final class UnitTestMaterialization implements Materialization {

  @Override
  public Materialized materialize(Work work) {
    UnitTestCompiler compiler = work.compilation().unitTest();
    Shapes shapes = new Shapes(work);
    Map<UnitTestInput, String> fixtures = new LinkedHashMap<>();
    for (UnitTestInput input : compiler.inputs()) {
      fixtures.put(input, given(input, compiler, shapes, work));
    }
    String sql = work.compilation().unitTestSql(fixtures);
    Columns columns = new Columns(shapes.ofQuery(sql));
    UnitTestRows expect = compiler.test().expect();
    List<Map<String, @Nullable Object>> rows = expect.rows();
    Columns compared = rows.isEmpty() ? columns : columns.named(rows, "expected output", expect);
    String expected =
        expect.format() == UnitTestRows.Format.SQL
            ? compiler.sql(expect)
            : new FixtureSql(work.statements()).of(compared, rows);
    return Materialized.test(judge(compared, compared(work, sql, expected, compared)));
  }

  private static String given(
      UnitTestInput input, UnitTestCompiler compiler, Shapes shapes, Work work) {
    UnitTestRows rows = input.rows();
    if (rows.format() == UnitTestRows.Format.SQL) {
      return compiler.sql(rows);
    }
    String ephemeral = input.ephemeralSql();
    List<Column> there =
        ephemeral == null ? work.catalog().columns(input.relation()) : shapes.ofQuery(ephemeral);
    if (there.isEmpty()) {
      throw new ProjectException(
          Problem.of(
                  "Not able to get columns for unit test '%s' from relation %s because the relation"
                          .formatted(compiler.test().name(), input.relation().sql())
                      + " doesn't exist")
              .at(rows.place())
              .next(
                  "Build it first, if only empty: run --select %s --empty. Or give the rows with"
                          .formatted(input.name())
                      + " \"format: sql\", which needs no relation."));
    }
    Columns columns = new Columns(there);
    List<Map<String, @Nullable Object>> given = rows.rows();
    columns.check(given, "'" + input.name() + "'", rows);
    return new FixtureSql(work.statements()).of(input.name(), columns, given);
  }

  /** Both sides at once: so their values are of the same types. */
  private static RowSet compared(Work work, String sql, String expected, Columns columns) {
    List<String> names = columns.all().stream().map(one -> one.identifier().sql()).toList();
    String both = work.compilation().macro("get_unit_test_sql", sql, expected, names);
    return work.session().rows(both, -1);
  }

  private static TestOutcome judge(Columns columns, RowSet both) {
    List<String> names = columns.all().stream().map(Column::name).toList();
    List<List<@Nullable String>> expected = new ArrayList<>();
    List<List<@Nullable String>> actual = new ArrayList<>();
    for (List<@Nullable String> row : both.rows()) {
      int last = row.size() - 1;
      List<@Nullable String> values = new ArrayList<>();
      for (int i = 0; i < last; i++) {
        values.add(ValueText.of(row.get(i), columns.all().get(i).type()));
      }
      ("expected".equals(row.get(last)) ? expected : actual).add(values);
    }
    long read = both.rows().size();
    return RowsDiff.of(names, expected, actual)
        .map(text -> "actual differs from expected:\n\n" + text)
        .map(message -> new TestOutcome(Verdict.FAIL, 1, message, null, read))
        .orElseGet(() -> new TestOutcome(Verdict.PASS, 0, null, null, read));
  }
}
