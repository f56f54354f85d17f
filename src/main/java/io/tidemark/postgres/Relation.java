package io.tidemark.postgres;

/**
 * The full name of a table or view.
 *
 * @param database the database's name
 * @param schema the schema's name
 * @param name the relation's own name
 */
public record Relation(String database, String schema, String name) {

  /**
   * Name with schema and database, each quoted: {@code "db"."marts"."orders"}, as dbt prints it.
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
    return schema + '.' + name;
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
  public String toString() {
    return sql();
  }
}
