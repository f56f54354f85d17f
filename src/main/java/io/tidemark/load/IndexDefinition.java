package io.tidemark.load;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index that a model asks for with dbt-postgres's {@code indexes:}.
 *
 * @param columns what it is on, in order
 * @param unique true if it forbids equal rows
 * @param method {@code btree}, {@code hash}, {@code gin}…; null for the server's default
 */
public record IndexDefinition(List<String> columns, boolean unique, @Nullable String method) {

  /** Copies the list. */
  public IndexDefinition {
    columns = List.copyOf(columns);
  }

  /**
   * A name that no other index of the schema has: the old table keeps its indexes until the swap.
   *
   * @param invocationId the run that makes it
   */
  public Identifier name(Relation relation, String invocationId) {
    return new Identifier(Digest.hex(relation.sql() + this + invocationId, 32));
  }

  /**
   * Makes it.
   *
   * @param relation what it is on
   * @param name what it is called
   */
  public void create(Session session, Statements statements, Relation relation, Identifier name) {
    Map<String, Object> values = new HashMap<>();
    values.put("unique", unique);
    values.put("name", name);
    values.put("relation", relation);
    values.put("using", method != null);
    values.put("method", new SqlText(method == null ? "" : new Identifier(method).sql()));
    values.put("columns", SqlText.join(", ", columns.stream().map(Identifier::new).toList()));
    session.executeAround(statements.render("relation/create_index", values));
  }
}
