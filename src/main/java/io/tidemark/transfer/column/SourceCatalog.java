package io.tidemark.transfer.column;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.NearestName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the source's catalog says of a table. Asks on a session of the source. */
public final class SourceCatalog {

  private final Session session;
  private final Statements statements;

  /** Asks on {@code session}. */
  public SourceCatalog(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * The table of that name.
   *
   * @throws LoadException if there is none, or if the role may not read it
   */
  public SourceTable table(Relation relation) {
    Map<String, Literal> names =
        Map.of("schema", new Literal(relation.schema()), "name", new Literal(relation.name()));
    SourceTable found =
        session
            .first(
                statements.render("transfer/source_table", names),
                row ->
                    new SourceTable(
                        relation,
                        row.getLong("oid"),
                        row.getBoolean("is_table"),
                        row.getDouble("rows"),
                        row.getBoolean("readable"),
                        row.getString("comment"),
                        List.of()))
            .orElseThrow(() -> missing(relation));
    List<SourceColumn> columns =
        session.query(
            statements.render("transfer/source_columns", Map.of("oid", new Literal(found.oid()))),
            SourceCatalog::column);
    return new SourceTable(
        relation,
        found.oid(),
        found.table(),
        found.rows(),
        found.readable(),
        found.comment(),
        columns);
  }

  private static SourceColumn column(ResultSet row) throws SQLException {
    return new SourceColumn(
        row.getString("name"),
        row.getString("declared"),
        SourceColumn.Nature.valueOf(row.getString("nature").toUpperCase(Locale.ROOT)),
        row.getString("type"),
        row.getString("type_schema"),
        row.getString("type_name"),
        row.getString("extension"),
        row.getBoolean("not_null"),
        row.getBoolean("is_domain"),
        row.getBoolean("comparable"),
        row.getBoolean("readable"),
        row.getString("comment"));
  }

  private LoadException missing(Relation relation) {
    List<String> schemas = names("transfer/source_schemas", Map.of());
    if (!schemas.contains(relation.schema())) {
      return new LoadException(
          "the source's database has no schema \""
              + relation.schema()
              + "\" that this role may use",
          NearestName.question(relation.schema(), schemas)
              .orElse("It has " + some(schemas) + "; set schema to one of them."));
    }
    List<String> tables =
        names("transfer/source_tables", Map.of("schema", new Literal(relation.schema())));
    return new LoadException(
        "the source has no table or view " + relation.display(),
        NearestName.question(relation.name(), tables)
            .orElse(
                "The schema has "
                    + some(tables)
                    + "; set the table's identifier where its name there is another one."));
  }

  private List<String> names(String statement, Map<String, ?> values) {
    return session.query(statements.render(statement, values), row -> row.getString(1));
  }

  private static String some(List<String> names) {
    int shown = 10;
    return names.isEmpty()
        ? "none"
        : String.join(", ", names.subList(0, Math.min(shown, names.size())))
            + (names.size() > shown ? ", …" : "");
  }

  /**
   * Columns of a key in the order of the unique index on them, by which the source can read rows
   * without sorting them; as they are given if it has none.
   */
  List<SourceColumn> indexed(SourceTable table, List<SourceColumn> key) {
    if (key.size() < 2) {
      return key;
    }
    SqlText names =
        SqlText.join(", ", key.stream().map(column -> new Literal(column.name())).toList());
    return session
        .first(
            statements.render(
                "transfer/key_order", Map.of("oid", new Literal(table.oid()), "keys", names)),
            row -> List.of((String[]) row.getArray(1).getArray()))
        .map(
            order ->
                key.stream()
                    .sorted(Comparator.comparingInt(column -> order.indexOf(column.name())))
                    .toList())
        .orElse(key);
  }

  /** The values of an enumeration, in their order. */
  List<String> labels(SourceColumn column) {
    return names(
        "transfer/enum_labels",
        Map.of("schema", new Literal(column.typeSchema()), "name", new Literal(column.typeName())));
  }

  /**
   * Makes sure that the role may read the columns.
   *
   * @throws LoadException if it may not
   */
  public void checkReadable(SourceTable table, List<SourceColumn> columns) {
    List<String> refused =
        columns.stream().filter(column -> !column.readable()).map(SourceColumn::name).toList();
    if (table.readable() || refused.isEmpty()) {
      return;
    }
    String role =
        session.first(statements.text("transfer/role"), row -> row.getString(1)).orElseThrow();
    String which =
        refused.size() == columns.size()
            ? ""
            : "the columns " + String.join(", ", refused) + " of ";
    throw new LoadException(
        "the role "
            + role
            + " has no right to read "
            + which
            + table.relation().display()
            + " at the source",
        statements.render(
            "transfer/grant_read",
            Map.of(
                "table", table.sql(),
                "schema", new Identifier(table.relation().schema()),
                "role", new Identifier(role))));
  }
}
