package io.tidemark.postgres;

/**
 * SQL that goes into a statement as it stands: a model's query, a type's name as the catalog
 * formats it, an expression a user wrote. Never a name and never a value.
 *
 * @param sql the text
 */
public record SqlText(String sql) {

  @Override
  public String toString() {
    return sql;
  }
}
