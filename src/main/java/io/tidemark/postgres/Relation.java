package io.tidemark.postgres;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The full name of a table or view, as the catalog holds it. Two are equal that are one relation,
 * however their names are written.
 *
 * @param database the database's name
 * @param schema the schema's name
 * @param name the relation's own name
 * @param written how the project writes it; null where that is the same, with all in quotes
 */
public record Relation(String database, String schema, String name, @Nullable Written written) {

  /** A relation whose name is always quoted. */
  public Relation(String database, String schema, String name) {
    this(database, schema, name, null);
  }

  /**
   * How a project writes a name.
   *
   * @param quoting which parts of it are quoted
   */
  public record Written(String database, String schema, String name, NameQuoting quoting) {}

  /** The relation that a name means which is not quoted in all its parts. */
  public static Relation of(String database, String schema, String name, NameQuoting quoting) {
    return quoting.equals(NameQuoting.ALL)
        ? new Relation(database, schema, name)
        : new Relation(
            NameQuoting.stored(database, quoting.database()),
            NameQuoting.stored(schema, quoting.schema()),
            NameQuoting.stored(name, quoting.name()),
            new Written(database, schema, name, quoting));
  }

  /** How it is written. */
  public Written asWritten() {
    return written == null ? new Written(database, schema, name, NameQuoting.ALL) : written;
  }

  /** The name as the project writes it, {@code "db"."marts".Orders}: what dbt prints. */
  public String writtenSql() {
    return writtenSql(asWritten().quoting());
  }

  /** The name as the project writes it, other parts of it in quotes. */
  public String writtenSql(NameQuoting quoting) {
    Written as = asWritten();
    return quoting.sql(as.database(), as.schema(), as.name());
  }

  /**
   * Name with schema and database, each quoted: {@code "db"."marts"."orders"}. It means this
   * relation wherever it stands.
   */
  public String sql() {
    return new Identifier(database).sql()
        + '.'
        + new Identifier(schema).sql()
        + '.'
        + new Identifier(name).sql();
  }

  /** {@code marts.orders}, for people. */
  public String display() {
    Written as = asWritten();
    return as.schema() + '.' + as.name();
  }

  /** The text by which PostgreSQL finds it as a {@code regclass}. */
  public Literal regclass() {
    return new Literal(new Identifier(schema).sql() + "." + identifier().sql());
  }

  /** The relation's own name, for {@code ALTER … RENAME TO}. */
  public Identifier identifier() {
    return new Identifier(name);
  }

  /**
   * A relation beside this one, its name made of this name and a suffix (cut to fit, told apart).
   */
  public Relation withSuffix(String suffix) {
    return new Relation(database, schema, identifier().withSuffix(suffix).name());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Relation relation
        && database.equals(relation.database)
        && schema.equals(relation.schema)
        && name.equals(relation.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(database, schema, name);
  }

  @Override
  public String toString() {
    return sql();
  }
}
