package io.tidemark.load.chunk;

import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.load.key.MergeCondition;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that dbt-postgres runs for {@code delete+insert} and {@code merge}, for keys that
 * repeat, have no index, or are expressions: there nothing else gives the same rows.
 */
public final class OwnStatements {

  private final Statements statements;
  private final List<String> predicates;
  private final UniqueKey uniqueKey;

  /** Those of a model with this key and these predicates, each as SQL. */
  public OwnStatements(Statements statements, UniqueKey uniqueKey, List<String> predicates) {
    this.statements = statements;
    this.uniqueKey = uniqueKey;
    this.predicates = List.copyOf(predicates);
  }

  /** {@code delete+insert}, in the transaction that the session is in. */
  public void deleteAndInsert(Session session, Increment increment) {
    Map<String, Object> values = values(session, increment);
    session.executeAround(
        statements.render("load/analyze", Map.of("relation", increment.staging())));
    session.execute(statements.render("load/delete_matching", values));
    session.execute(statements.render("load/insert_all", values));
  }

  /** {@code merge}, in the transaction that the session is in. */
  public void merge(Session session, Increment increment) {
    Map<String, Object> values = values(session, increment);
    session.executeAround(
        statements.render("load/analyze", Map.of("relation", increment.staging())));
    boolean hasMerge = new Circumstances(session, statements).hasMerge();
    session.execute(statements.render(hasMerge ? "load/merge" : "load/merge_before_15", values));
  }

  private Map<String, Object> values(Session session, Increment increment) {
    List<Column> columns = new Catalog(session, statements).columns(increment.staging());
    List<Identifier> written = increment.columns().stream().map(Identifier::new).toList();
    List<Identifier> update = increment.updateColumns().stream().map(Identifier::new).toList();
    Map<String, Object> values = new HashMap<>();
    values.put("target", increment.target());
    values.put("staging", increment.staging());
    values.put("columns", SqlText.join(", ", written));
    values.put("keys", uniqueKey.sql(columns));
    values.put(
        "predicates",
        predicates.stream().map(text -> Map.of("predicate", new SqlText(text))).toList());
    values.put("condition", MergeCondition.of(uniqueKey, predicates, columns));
    values.put("update", !update.isEmpty());
    values.put(
        "assignments",
        SqlText.join(
            ", ",
            update.stream().map(c -> c.sql() + " = dbt_internal_source." + c.sql()).toList()));
    // Unchanged rows are left alone where rows can be compared.
    values.put(
        "comparable",
        new Circumstances(session, statements).sameTypes(increment, increment.updateColumns()));
    values.put(
        "current",
        SqlText.join(", ", update.stream().map(c -> "dbt_internal_dest." + c.sql()).toList()));
    values.put(
        "new",
        SqlText.join(", ", update.stream().map(c -> "dbt_internal_source." + c.sql()).toList()));
    values.put(
        "values",
        SqlText.join(", ", written.stream().map(c -> "dbt_internal_source." + c.sql()).toList()));
    return values;
  }
}
