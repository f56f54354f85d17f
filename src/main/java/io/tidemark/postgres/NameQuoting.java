package io.tidemark.postgres;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * Which parts of a relation's name stand in quotes in SQL. Of a part without, PostgreSQL makes
 * lower case.
 *
 * @param database whether the database does
 * @param schema whether the schema does
 * @param name whether the relation's own name does
 */
public record NameQuoting(boolean database, boolean schema, boolean name) {

  /** Every part is quoted. */
  public static final NameQuoting ALL = new NameQuoting(true, true, true);

  /** The name as SQL, each part as it is written. */
  String sql(String ofDatabase, String ofSchema, String ofRelation) {
    return new StringJoiner(".")
        .add(part(ofDatabase, database))
        .add(part(ofSchema, schema))
        .add(part(ofRelation, name))
        .toString();
  }

  private static String part(String written, boolean quoted) {
    return quoted ? new Identifier(written).sql() : written;
  }

  /** A part as the catalog holds it. */
  static String stored(String written, boolean quoted) {
    return quoted ? written : written.toLowerCase(Locale.ROOT);
  }
}
