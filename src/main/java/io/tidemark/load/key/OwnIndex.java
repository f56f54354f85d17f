package io.tidemark.load.key;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;

/** The unique index that the engine puts on a model's {@code unique_key} after its first load. */
public final class OwnIndex {

  private static final String PREFIX = "tidemark_key_";

  private OwnIndex() {}

  /**
   * A name for it. It carries the run, since the old table's index holds its name until the swap.
   *
   * @param invocationId the run that builds the table
   */
  public static Identifier name(Relation relation, List<String> columns, String invocationId) {
    return new Identifier(PREFIX + Digest.hex(relation.sql() + columns + invocationId, 24));
  }

  /** Those on a relation, by name: usually one or none. */
  public static List<String> on(Relation relation, Session session, Statements statements) {
    return session.query(
        statements.render(
            "load/own_indexes",
            Map.of(
                "schema", new Literal(relation.schema()),
                "name", new Literal(relation.name()),
                "prefix", new Literal(PREFIX))),
        row -> row.getString(1));
  }

  /** Drops one. */
  public static void drop(String name, Relation relation, Session session, Statements statements) {
    session.executeAround(
        statements.render(
            "relation/drop_index",
            Map.of("schema", new Identifier(relation.schema()), "name", new Identifier(name))));
  }
}
