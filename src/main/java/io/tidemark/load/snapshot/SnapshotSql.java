package io.tidemark.load.snapshot;

import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements of one snapshot. */
final class SnapshotSql {

  private final SnapshotRequest request;
  private final SnapshotStrategy strategy;
  private final Statements statements;

  SnapshotSql(SnapshotRequest request, SnapshotStrategy strategy, Statements statements) {
    this.request = request;
    this.strategy = strategy;
    this.statements = statements;
  }

  /** What the temporary table is called. */
  static Identifier staging(SnapshotRequest request) {
    return request.target().identifier().withSuffix("__dbt_staging");
  }

  /** What the keys are called in it, by dbt's names. */
  static List<Identifier> keyNames(SnapshotRequest request) {
    int count = request.uniqueKey().size();
    List<Identifier> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(new Identifier("dbt_unique_key" + (count == 1 ? "" : "_" + i)));
    }
    return names;
  }

  /** What its templates need, whatever they do. */
  Map<String, Object> values() {
    String current = request.validToCurrent();
    SnapshotColumns columns = request.columns();
    Map<String, Object> values = new HashMap<>();
    values.put("target", request.target());
    values.put("staging", staging(request));
    values.put("sql", new SqlText(request.sql()));
    values.put("updated_at", new SqlText(strategy.updatedAt()));
    values.put("scd_id", new SqlText(strategy.scdId()));
    values.put("row_changed", new SqlText(strategy.rowChanged()));
    values.put("valid_to_current", current != null);
    values.put("current", new SqlText(current == null ? "null" : current));
    values.put("valid_to_name", columns.validTo());
    values.put("valid_from_name", columns.validFrom());
    values.put("scd_id_name", columns.scdId());
    values.put("updated_at_name", columns.updatedAt());
    values.put("is_deleted_name", columns.isDeleted());
    values.put("deletes", request.hardDeletes() != HardDeletes.IGNORE);
    values.put("new_record", request.hardDeletes() == HardDeletes.NEW_RECORD);
    return values;
  }

  /**
   * Makes the temporary table.
   *
   * @param queried the query's columns; needed only where deleted rows get a version
   * @param there the columns of the snapshot's table
   */
  String staging(List<String> queried, Set<String> there) {
    Map<String, Object> values = values();
    List<Map<String, ?>> keys = keys();
    values.put("keys", new SqlText(statements.render("snapshot/key_field", Map.of("keys", keys))));
    values.put("join", new SqlText(statements.render("snapshot/key_join", Map.of("keys", keys))));
    values.put("first_key", keyNames(request).get(0));
    values.put(
        "deleted_already", new SqlText(statements.render("snapshot/deleted_already", values)));
    values.put("deleted_columns", SqlText.join(", ", deletedColumns(queried, there)));
    values.put(
        "deleted_keys",
        SqlText.join(", ", keyNames(request).stream().map(key -> old(key, true)).toList()));
    values.put("deleted_scd_id", new SqlText(deletedScdId()));
    return statements.render("snapshot/staging", values);
  }

  private String deletedScdId() {
    String asked = strategy.deletedScdId();
    return asked == null
        ? SnapshotStrategies.hash(
            statements,
            List.of(old(request.columns().scdId(), true).sql(), statements.text("snapshot/now")))
        : asked;
  }

  /** Ends versions. */
  String close() {
    return statements.render("snapshot/close", values());
  }

  /** Begins versions. */
  String insert(List<Column> columns) {
    Map<String, Object> values = values();
    values.put("columns", SqlText.join(", ", columns.stream().map(Column::identifier).toList()));
    return statements.render("snapshot/insert", values);
  }

  /**
   * Counts keys that stand for several rows or are NULL.
   *
   * @param staged true if the relation is the temporary table
   */
  static String repeatedKeys(
      SnapshotRequest request, Relation relation, boolean staged, Statements statements) {
    List<SqlText> keys =
        staged
            ? keyNames(request).stream().map(name -> new SqlText(name.sql())).toList()
            : request.uniqueKey().stream().map(SnapshotSql::bracketed).toList();
    List<SqlText> nulls =
        keys.stream()
            .map(key -> new SqlText(statements.render("snapshot/key_is_null", Map.of("key", key))))
            .toList();
    return statements.render(
        "snapshot/repeated_keys",
        Map.of(
            "relation",
            relation,
            "staged",
            staged,
            "keys",
            SqlText.join(", ", keys),
            "nulls",
            SqlText.join(" or ", nulls)));
  }

  private static SqlText bracketed(String expression) {
    return new SqlText("(" + expression + ")");
  }

  private List<Map<String, ?>> keys() {
    List<Identifier> names = keyNames(request);
    List<Map<String, ?>> keys = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      keys.add(
          Map.of(
              "first",
              i == 0,
              "expression",
              new SqlText(request.uniqueKey().get(i)),
              "name",
              names.get(i)));
    }
    return keys;
  }

  /** A column that the table does not have yet is NULL for a row that is gone. */
  private List<SqlText> deletedColumns(List<String> queried, Set<String> there) {
    return queried.stream().map(name -> old(new Identifier(name), there.contains(name))).toList();
  }

  private SqlText old(Identifier name, boolean snapshotted) {
    return new SqlText(
        statements.render("snapshot/old_value", Map.of("snapshotted", snapshotted, "name", name)));
  }
}
