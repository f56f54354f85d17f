package io.tidemark.postgres;

import java.util.Collection;
import java.util.StringJoiner;

/**
 * SQL that goes into a statement as it stands: a model's query, a type's name as the catalog
 * formats it, an expression a user wrote. Never a name and never a value.
 *
 * @param sql the text
 */
public record SqlText(String sql) {

  /** A list in SQL: each item written as its type is written, with a separator in between. */
  public static SqlText join(String separator, Collection<?> items) {
    StringJoiner sql = new StringJoiner(separator);
    items.forEach(item -> sql.add(String.valueOf(item)));
    return new SqlText(sql.toString());
  }

  @Override
  public String toString() {
    return sql;
  }
}
