package io.tidemark.template;

import io.tidemark.jinja.value.PythonException;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.StatementException;
import io.tidemark.template.relation.ColumnApi;
import io.tidemark.template.relation.ColumnValue;
import io.tidemark.template.relation.DriverType;
import io.tidemark.template.relation.RelationValue;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What relations the database has, as templates see them. */
final class DatabaseRelations {

  private final TemplateDatabase database;
  private final Relation defaults;

  /**
   * @param defaults stands in for a schema or a database that a relation does not name
   */
  DatabaseRelations(TemplateDatabase database, Relation defaults) {
    this.database = database;
    this.defaults = defaults;
  }

  /** All of a schema. */
  List<RelationValue> list(@Nullable String ofDatabase, String schema) {
    String name = ofDatabase == null ? defaults.database() : ofDatabase;
    return database
        .session()
        .query(
            database.statement("template/relations", Map.of("schema", new Literal(schema))),
            row -> RelationValue.of(name, row.getString(2), row.getString(1), type(row)));
  }

  private static String type(ResultSet row) throws SQLException {
    RelationKind kind = RelationKind.ofRelkind(row.getString(3));
    return kind == null || kind == RelationKind.FOREIGN_TABLE ? "external" : kind.dbtName();
  }

  /**
   * The one of that name; null if there is none.
   *
   * @throws PythonException as in dbt, if one is there whose name differs in upper and lower case
   */
  @Nullable RelationValue findExactly(
      @Nullable String ofDatabase, String schema, String name, boolean quoted) {
    RelationValue found = find(ofDatabase, schema, name);
    if (found == null && quoted) {
      database
          .session()
          .first(
              database.statement(
                  "template/alike",
                  Map.of("schema", new Literal(schema), "name", new Literal(name))),
              row -> row.getString(1))
          .ifPresent(
              alike -> {
                throw RelationValue.approximateMatch(
                    RelationValue.of(defaults.database(), schema, alike, null).render());
              });
    }
    return found;
  }

  /** The one of that name; null if there is none. */
  @Nullable RelationValue find(@Nullable String ofDatabase, String schema, String name) {
    String databaseName = ofDatabase == null ? defaults.database() : ofDatabase;
    return database
        .catalog()
        .kind(new Relation(databaseName, schema, name))
        .map(
            kind ->
                RelationValue.of(
                    databaseName,
                    schema,
                    name,
                    kind == RelationKind.FOREIGN_TABLE ? "external" : kind.dbtName()))
        .orElse(null);
  }

  /** The columns in their order; of a relation without a schema those of the temporary table. */
  List<ColumnValue> columns(RelationValue relation) {
    Relation own = relation.relation(defaults);
    Literal schema = new Literal(relation.schema() == null ? null : own.schema());
    return database
        .session()
        .query(
            database.statement(
                "template/columns",
                Map.of(
                    "schema",
                    schema,
                    "temporary",
                    new Literal(relation.schema() == null),
                    "name",
                    new Literal(own.name()))),
            row ->
                new ColumnValue(
                    row.getString(1),
                    row.getString(2),
                    number(row, 3),
                    number(row, 4),
                    number(row, 5)));
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    return value == null ? null : value.longValue();
  }

  /** The columns that a query gives, without running it. */
  List<ColumnValue> described(String sql) {
    try (PreparedStatement statement =
        database.session().connection().prepareStatement(sql.replace("?", "??"))) {
      ResultSetMetaData described = statement.getMetaData();
      List<ColumnValue> columns = new ArrayList<>();
      for (int i = 1; described != null && i <= described.getColumnCount(); i++) {
        columns.add(
            ColumnApi.described(
                described.getColumnLabel(i), DriverType.of(described.getColumnTypeName(i))));
      }
      return columns;
    } catch (SQLException e) {
      throw new StatementException(sql, e);
    }
  }

  List<String> schemas() {
    return database
        .session()
        .query(database.statement("template/schemas", Map.of()), row -> row.getString(1));
  }

  boolean hasSchema(String schema) {
    return database.catalog().schemaExists(schema);
  }
}
