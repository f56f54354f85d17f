package io.tidemark.load;

import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.key.KeyExpression;
import io.tidemark.load.key.OwnIndex;
import io.tidemark.load.swap.Swap;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.GroupedNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a table from nothing: aside and without indexes, then its indexes, then in the place of
 * the old one. All in one transaction, so a crash leaves the old table and nothing else.
 */
public final class FirstLoad {

  private static final String UNIQUE_VIOLATION = "23505";

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final LoadListener listener;

  /**
   * Builds on the session.
   *
   * @param schema the engine's own schema
   * @param listener hears of repeated keys and of dropped dependents
   */
  public FirstLoad(
      Session session, Statements statements, Identifier schema, LoadListener listener) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.listener = listener;
  }

  /**
   * Builds and swaps, in the transaction that the session is in.
   *
   * @return how many rows the table has
   * @throws LoadException if keys repeat and that is forbidden
   */
  public long build(TableRequest request) {
    Relation target = request.target();
    Relation aside = Swap.aside(target);
    // In this transaction: while the old table stands, the load that it misses must stand too.
    new Load(session, statements, schema, listener, IdleThreads.NONE).discardPending(target);
    Swap swap = new Swap(session, statements, listener);
    swap.dropIfThere(aside);
    long rows = session.execute(text(request, aside));
    for (IndexDefinition index : request.indexes()) {
      createIndex(index, aside, index.name(target, request.invocationId()));
    }
    if (!request.uniqueKey().isEmpty()) {
      indexKey(request, aside);
    }
    // Before the swap: from there on readers wait until the transaction ends.
    new HighWaterMarks(session, statements, schema)
        .record(target, request.watermarks(), aside, true, request.invocationId());
    swap.replace(target, aside, RelationKind.TABLE);
    session.update(
        statements.render("load/record_load", Map.of("schema", schema)),
        target.schema(),
        target.name(),
        rows,
        target.schema(),
        target.name(),
        request.node(),
        rows,
        request.invocationId());
    return rows;
  }

  private String text(TableRequest request, Relation aside) {
    TableText written = request.text();
    return written != null
        ? written.creating(aside)
        : statements.render(
            "relation/create_table_as",
            Map.of(
                "relation",
                aside,
                "unlogged",
                request.unlogged(),
                "sql",
                new SqlText(request.sql())));
  }

  private void indexKey(TableRequest request, Relation aside) {
    Catalog catalog = new Catalog(session, statements);
    List<Column> columns = catalog.columns(aside);
    Optional<List<String>> key;
    try {
      key = request.uniqueKey().columns(columns);
    } catch (LoadException noSuchColumn) {
      if (request.enforceKey()) {
        throw noSuchColumn;
      }
      // dbt looks at the key when there are rows to be compared, and not before.
      listener.warning(noSuchColumn.getMessage() + ". The next run will fail of it");
      return;
    }
    if (key.isEmpty()) {
      new KeyExpression(session, statements).check(request.uniqueKey(), aside, columns);
      checkEnforced(request, aside, columns);
      return;
    }
    if (catalog.uniqueIndex(aside, key.get()).isPresent()) {
      return;
    }
    IndexDefinition index = new IndexDefinition(key.get(), true, null);
    Identifier name = OwnIndex.name(request.target(), key.get(), request.invocationId());
    Optional<StatementException> obstacle = session.attempt(() -> createIndex(index, aside, name));
    if (obstacle.isEmpty()) {
      return;
    }
    if (!UNIQUE_VIOLATION.equals(obstacle.get().sqlState())) {
      listener.notice(
          "no unique index on "
              + String.join(", ", key.get())
              + " of "
              + request.target().display()
              + ": "
              + obstacle.get().getMessage());
      checkEnforced(request, aside, columns);
      return;
    }
    sayRepeatedKeys(request, aside, request.uniqueKey().sql(columns));
  }

  /** Where no index can hold the key's rows apart, counting does. */
  private void checkEnforced(TableRequest request, Relation aside, List<Column> columns) {
    SqlText keys = request.uniqueKey().sql(columns);
    if (request.enforceKey() && countRepeated(aside, keys) > 0) {
      sayRepeatedKeys(request, aside, keys);
    }
  }

  private long countRepeated(Relation aside, SqlText keys) {
    return session
        .first(
            statements.render("load/count_repeated", Map.of("relation", aside, "keys", keys)),
            row -> row.getLong(1))
        .orElseThrow();
  }

  private void sayRepeatedKeys(TableRequest request, Relation aside, SqlText keys) {
    Map<String, ?> values = Map.of("relation", aside, "keys", keys);
    long count = countRepeated(aside, keys);
    List<String> some =
        session.query(statements.render("load/repeated_keys", values), row -> row.getString(1));
    String what =
        GroupedNumber.of(count)
            + (count == 1 ? " key" : " keys")
            + " of "
            + request.target().display()
            + " ("
            + keys.sql()
            + ") occur more than once: "
            + String.join("; ", some)
            + (count > some.size() ? "; …" : "");
    if (request.enforceKey()) {
      throw new LoadException(
              what, "make the rows unique, or set +enforce_unique_key: false to go on as dbt does")
          .about("unique_key");
    }
    listener.notice(what + "; it gets no unique index, and increments go dbt's slower way");
  }

  private void createIndex(IndexDefinition index, Relation relation, Identifier name) {
    index.create(session, statements, relation, name);
  }
}
