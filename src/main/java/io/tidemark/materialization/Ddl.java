package io.tidemark.materialization;

import io.tidemark.graph.compile.NodeMacros;
import io.tidemark.load.TableText;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.SqlText;
import io.tidemark.template.relation.RelationValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements that create what a node becomes. They are the engine's own, unless the model asks
 * for what dbt's macros write (an enforced contract, a header), or a project has a macro of its own
 * in their place; then the macro is asked.
 */
final class Ddl {

  private static final List<String> TABLE_MACROS =
      List.of(
          "get_create_table_as_sql",
          "create_table_as",
          "get_table_columns_and_constraints",
          "get_assert_columns_equivalent",
          "get_select_subquery");
  private static final List<String> VIEW_MACROS =
      List.of("get_create_view_as_sql", "create_view_as", "get_assert_columns_equivalent");

  private static final List<String> INDEX_MACROS =
      List.of("create_indexes", "get_create_index_sql");

  private final Work work;
  private final String sql;
  private final NodeMacros macros;

  /**
   * The statements for a model.
   *
   * @param sql its compiled query
   */
  Ddl(Work work, String sql) {
    this.work = work;
    this.sql = sql;
    this.macros = work.compilation().macros().compiled(sql);
  }

  /** The macros, with the model's query known. */
  NodeMacros macros() {
    return macros;
  }

  /** Null where the engine's own statement will do. */
  @Nullable TableText table() {
    return byMacros(TABLE_MACROS)
        ? aside ->
            macros.text("get_create_table_as_sql", false, value(aside, RelationKind.TABLE), sql)
        : null;
  }

  String view(Relation aside) {
    return byMacros(VIEW_MACROS)
        ? macros.text("get_create_view_as_sql", value(aside, RelationKind.VIEW), sql)
        : work.statements()
            .render("relation/create_view_as", Map.of("relation", aside, "sql", new SqlText(sql)));
  }

  /** True where a macro of the project makes the indexes, so that the engine makes none. */
  boolean indexesByMacros() {
    return INDEX_MACROS.stream().anyMatch(name -> macros.replacing(name).isPresent());
  }

  /** The indexes that a macro of the project makes. */
  void createIndexes() {
    if (indexesByMacros()) {
      macros.call("create_indexes", value(work.target(), RelationKind.TABLE));
    }
  }

  /** Before an increment is frozen: what dbt does with its temporary table. */
  void beforeIncrement() {
    String header = header();
    if (header != null) {
      work.session().execute(header);
    }
    if (new Contract(work.node()).enforced()) {
      macros.call("get_assert_columns_equivalent", sql);
    }
  }

  /** A relation as templates know it. */
  static RelationValue value(Relation relation, RelationKind kind) {
    return RelationValue.of(
        relation.database(), relation.schema(), relation.name(), kind.dbtName());
  }

  private boolean byMacros(List<String> names) {
    return new Contract(work.node()).enforced()
        || header() != null
        || names.stream().anyMatch(name -> macros.replacing(name).isPresent());
  }

  private @Nullable String header() {
    String header = work.node().config().string("sql_header");
    return header == null || header.isBlank() ? null : header;
  }
}
