package io.tidemark.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the database says about its relations. Asks on the session's connection. */
public final class Catalog {

  private final Session session;
  private final Statements statements;

  /** Asks on {@code session}; holds no state of its own. */
  public Catalog(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** What stands under this name, if anything does. */
  public Optional<RelationKind> kind(Relation relation) {
    return session
        .first(statements.render("catalog/relation_kind", names(relation)), row -> row.getString(1))
        .map(relkind -> Objects.requireNonNull(RelationKind.ofRelkind(relkind)));
  }

  /** True if the relation is there and is a table. */
  public boolean isTable(Relation relation) {
    return kind(relation).equals(Optional.of(RelationKind.TABLE));
  }

  /** The columns in their order; empty if there is no such relation. */
  public List<Column> columns(Relation relation) {
    return session.query(
        statements.render("catalog/columns", names(relation)),
        row ->
            new Column(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)));
  }

  /**
   * The name of a unique index on exactly these columns that can stand behind {@code ON CONFLICT}:
   * valid, not partial, not deferrable, NULLs distinct.
   */
  public Optional<String> uniqueIndex(Relation relation, Collection<String> columns) {
    return uniqueIndexes(relation, columns).stream().findFirst();
  }

  /** All of them; the primary key's comes first. */
  public List<String> uniqueIndexes(Relation relation, Collection<String> columns) {
    SqlText keys = SqlText.join(", ", columns.stream().map(Literal::new).toList());
    return session.query(
        statements.render(
            "catalog/unique_index",
            Map.of(
                "schema", new Literal(relation.schema()),
                "name", new Literal(relation.name()),
                "keys", keys)),
        row -> row.getString(1));
  }

  /** The plain views that read the relation, in an order that is everybody's. */
  public List<Relation> viewsOn(Relation relation) {
    return session.query(
        statements.render("catalog/views_on", names(relation)),
        row -> new Relation(relation.database(), row.getString(1), row.getString(2)));
  }

  /** The plain views that read the relation; the search path must be empty. */
  public List<DependentView> dependentViews(Relation relation) {
    return session.query(
        statements.render("catalog/dependent_views", names(relation)),
        row ->
            new DependentView(
                new Relation(relation.database(), row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4)));
  }

  /** The views and materialized views that read the relation themselves. */
  public List<Relation> dependents(Relation relation) {
    return session.query(
        statements.render("catalog/dependents", names(relation)),
        row -> new Relation(relation.database(), row.getString(1), row.getString(2)));
  }

  /** The relations that are in schemas of a database. */
  public Set<Relation> existing(String database, Collection<String> schemas) {
    if (schemas.isEmpty()) {
      return Set.of();
    }
    SqlText names = SqlText.join(", ", schemas.stream().map(Literal::new).toList());
    return Set.copyOf(
        session.query(
            statements.render("catalog/existing", Map.of("schemas", names)),
            row -> new Relation(database, row.getString(1), row.getString(2))));
  }

  /** The columns of relations of this database, in their order, in one statement. */
  public List<DocumentedColumn> documented(Collection<Relation> relations) {
    String[] schemas = relations.stream().map(Relation::schema).toArray(String[]::new);
    String[] names = relations.stream().map(Relation::name).toArray(String[]::new);
    return session.query(
        statements.render("catalog/documented", Map.of()),
        row ->
            new DocumentedColumn(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                row.getString(9)),
        schemas,
        names);
  }

  /** True if the schema is there. */
  public boolean schemaExists(String schema) {
    return session
        .first(
            statements.render("catalog/schema_exists", Map.of("schema", new Literal(schema))),
            row -> row.getInt(1))
        .isPresent();
  }

  /**
   * Makes the schema where it is missing; asks first, because making needs a right that using
   * doesn't.
   */
  public void ensureSchema(String schema) {
    if (!schemaExists(schema)) {
      session.execute(
          statements.render("catalog/create_schema", Map.of("schema", new Identifier(schema))));
    }
  }

  private static Map<String, Literal> names(Relation relation) {
    return Map.of("schema", new Literal(relation.schema()), "name", new Literal(relation.name()));
  }
}
