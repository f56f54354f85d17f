package io.tidemark.load;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checkpoints in the target database. One row a relation that is being loaded. */
public final class Checkpoints {

  private final Statements statements;
  private final Identifier schema;

  /**
   * Keeps them in the given schema.
   *
   * @param schema where {@link Bookkeeping} made its tables
   */
  public Checkpoints(Statements statements, Identifier schema) {
    this.statements = statements;
    this.schema = schema;
  }

  /** The unfinished load of a relation, if there is one. */
  public Optional<Checkpoint> pending(Session session, Relation target) {
    return session.first(
        sql("find_checkpoint"),
        row -> read(row, target.database()),
        target.schema(),
        target.name());
  }

  /** Keeps a new one. */
  public void open(Session session, Increment increment) {
    FreezingProcess process = FreezingProcess.current();
    session.update(
        sql("insert_checkpoint"),
        increment.target().schema(),
        increment.target().name(),
        increment.node(),
        increment.staging().name(),
        increment.method().name(),
        array(increment.uniqueKey()),
        array(increment.columns()),
        array(increment.updateColumns()),
        increment.rows(),
        increment.pages(),
        increment.chunkPages(),
        increment.sourceHash(),
        array(increment.watermarks()),
        increment.invocationId(),
        increment.unchanged(),
        process.host(),
        process.processId(),
        process.osUser());
  }

  /**
   * Moves one on, in the transaction that the session is in.
   *
   * @throws IllegalStateException if somebody else has moved it: then the chunk must not be
   *     committed
   */
  public void advance(Session session, Checkpoint from, Checkpoint to) {
    Relation target = to.increment().target();
    long moved =
        session.update(
            sql("advance_checkpoint"),
            to.nextPage(),
            to.rowsLoaded(),
            to.chunksLoaded(),
            target.schema(),
            target.name(),
            from.nextPage());
    if (moved != 1) {
      throw new IllegalStateException(
          "the load of "
              + target.display()
              + " was moved by somebody else while page "
              + from.nextPage()
              + " was being loaded; the chunk is rolled back");
    }
  }

  /** Forgets the one of a relation. */
  public void close(Session session, Relation target) {
    session.update(sql("delete_checkpoint"), target.schema(), target.name());
  }

  private String sql(String name) {
    return statements.render("load/" + name, Map.of("schema", schema));
  }

  private Checkpoint read(ResultSet row, String database) throws SQLException {
    Increment increment =
        new Increment(
            row.getString("node"),
            new Relation(database, row.getString("schema_name"), row.getString("relation_name")),
            new Relation(database, schema.name(), row.getString("staging_name")),
            LoadMethod.valueOf(row.getString("method")),
            list(row.getArray("unique_key")),
            list(row.getArray("column_names")),
            list(row.getArray("update_columns")),
            row.getLong("total_rows"),
            row.getLong("unchanged_rows"),
            row.getLong("total_pages"),
            row.getLong("chunk_pages"),
            row.getString("sql_hash"),
            list(row.getArray("watermarks")),
            row.getString("invocation_id"));
    return new Checkpoint(
        increment,
        row.getLong("next_page"),
        row.getLong("rows_loaded"),
        row.getLong("chunks_loaded"));
  }

  private static String[] array(List<String> items) {
    return items.toArray(String[]::new);
  }

  private static List<String> list(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
