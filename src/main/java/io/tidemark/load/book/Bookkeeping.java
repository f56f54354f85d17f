package io.tidemark.load.book;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Map;

/** The schema in the target database in which the engine keeps its books. */
public final class Bookkeeping {

  private final Statements statements;
  private final Identifier schema;

  /** Keeps them in {@code schema}. */
  public Bookkeeping(Statements statements, Identifier schema) {
    this.statements = statements;
    this.schema = schema;
  }

  /** The schema's name. */
  public Identifier schema() {
    return schema;
  }

  /** Makes what is missing; where nothing is, one question is all it costs. */
  public void ensure(Session session) {
    Literal newest = new Literal(schema.sql() + ".blocked_filter");
    boolean there =
        session
            .first(
                statements.render("setup/is_there", Map.of("newest", newest)),
                row -> row.getBoolean(1))
            .orElse(false);
    if (!there) {
      new Setup(session, statements)
          .once(
              () -> session.execute(statements.render("setup/tidemark", Map.of("schema", schema))));
    }
  }
}
