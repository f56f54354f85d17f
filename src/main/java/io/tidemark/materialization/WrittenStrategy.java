package io.tidemark.materialization;

import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.load.increment.Strategy;
import io.tidemark.load.key.OwnIndex;
import io.tidemark.postgres.RelationKind;
import io.tidemark.template.Macro;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * An increment whose statement a project has written: a strategy of its own ({@code
 * get_incremental_…_sql}), or a macro in the place of one of dbt's. It is applied as dbt does it,
 * whole, in one transaction: nobody knows what the statement does to rows.
 */
final class WrittenStrategy {

  private static final Map<Strategy, List<String>> STATEMENTS =
      Map.of(
          Strategy.APPEND, List.of("get_insert_into_sql", "get_quoted_csv"),
          Strategy.DELETE_INSERT, List.of("get_delete_insert_merge_sql", "get_quoted_csv"),
          Strategy.MERGE,
              List.of(
                  "get_merge_sql",
                  "get_merge_unique_key_match",
                  "get_merge_update_columns",
                  "get_quoted_csv"));

  private static final List<String> SCHEMA_CHANGES =
      List.of(
          "process_schema_changes",
          "check_for_schema_changes",
          "sync_column_schemas",
          "alter_column_type",
          "alter_relation_add_remove_columns",
          "diff_columns",
          "diff_column_data_types");

  private final Work work;

  WrittenStrategy(Work work) {
    this.work = work;
  }

  /** The macro that gives a strategy's statement. */
  static String macro(String strategy) {
    return "get_incremental_" + strategy.toLowerCase(Locale.ROOT).replace('+', '_') + "_sql";
  }

  /** The macro of the project because of which the increment is applied so, if there is one. */
  Optional<Macro> macro() {
    NodeMacros macros = work.compilation().macros();
    return asked().stream().flatMap(name -> macros.replacing(name).stream()).findFirst();
  }

  /** What dbt would ask for this model. */
  private List<String> asked() {
    IncrementalSettings settings = new IncrementalSettings(work.node().config());
    List<String> names = new ArrayList<>();
    names.add(macro(work.node().config().string("incremental_strategy", "default")));
    if (settings.custom()) {
      return names;
    }
    names.add(macro(settings.strategy().dbtName()));
    names.addAll(STATEMENTS.getOrDefault(settings.strategy(), List.of()));
    if (settings.onSchemaChange() != OnSchemaChange.IGNORE) {
      names.addAll(SCHEMA_CHANGES);
    }
    return names;
  }

  /** The statement may well add a key that is there; dbt would let it. */
  private void dropOwnIndexes() {
    if (new ModelSettings(work.node().config()).enforceUniqueKey()) {
      return;
    }
    for (String name : OwnIndex.on(work.target(), work.session(), work.statements())) {
      OwnIndex.drop(name, work.target(), work.session(), work.statements());
    }
  }

  /** Applies the increment, with hooks and all. */
  Materialized apply(NodeHooks hooks) {
    return apply(hooks, true, true, rows -> {});
  }

  /**
   * The same of a batch.
   *
   * @param incremental what {@code is_incremental()} is
   * @param last true if it is the one after which the table is described and granted
   * @param atEnd is told the rows, in the same transaction
   */
  Materialized apply(NodeHooks hooks, boolean incremental, boolean last, LongConsumer atEnd) {
    List<?> told =
        work.session()
            .inTransaction(
                () -> {
                  hooks.inTransactionBefore();
                  HighWaterMarks marks = work.marks();
                  String sql = work.compilation().sql(incremental, marks);
                  Ddl ddl = new Ddl(work, sql);
                  ddl.beforeIncrement();
                  dropOwnIndexes();
                  Object given = ddl.macros().call("increment_by_macros");
                  if (last) {
                    new Grants(work).onKept(RelationKind.TABLE);
                    new Documentation(work).write(RelationKind.TABLE);
                  }
                  hooks.inTransactionAfter();
                  List<?> answer = given instanceof List<?> list ? list : List.of("", 0L);
                  atEnd.accept(rows(answer));
                  return answer;
                });
    hooks.afterTransaction();
    return new Materialized(String.valueOf(told.get(0)), rows(told));
  }

  private static long rows(List<?> answer) {
    return answer.get(1) instanceof Number number ? number.longValue() : 0;
  }
}
