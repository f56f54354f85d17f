package io.tidemark.load.book;

import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadPart;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The checkpoints in the target database: a row a relation that is being loaded, one a part. */
public final class Checkpoints {

  private final Identifier schema;
  private final PartBooks books;

  /**
   * Keeps them in the given schema.
   *
   * @param schema where {@link Bookkeeping} made its tables
   */
  public Checkpoints(Statements statements, Identifier schema) {
    this.schema = schema;
    this.books = new PartBooks(statements, schema, "load", "the load of");
  }

  /** The unfinished load of a relation, if there is one. */
  public Optional<Checkpoint> pending(Session session, Relation target) {
    return session
        .first(
            books.sql("find_checkpoint"),
            row -> increment(row, target.database()),
            target.schema(),
            target.name())
        .map(increment -> new Checkpoint(increment, parts(session, target)));
  }

  private List<LoadPart> parts(Session session, Relation target) {
    return session.query(
        books.sql("checkpoint_parts"), Checkpoints::part, target.schema(), target.name());
  }

  private static LoadPart part(ResultSet row) throws SQLException {
    return new LoadPart(
        row.getInt("part"),
        row.getLong("next_page"),
        row.getLong("end_page"),
        row.getLong("rows_loaded"),
        row.getLong("chunks_loaded"));
  }

  /** Keeps a new one. */
  public void open(Session session, Checkpoint start) {
    Increment increment = start.increment();
    Relation target = increment.target();
    FreezingProcess process = FreezingProcess.current();
    session.update(
        books.sql("insert_checkpoint"),
        target.schema(),
        target.name(),
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
        process.host(),
        process.processId(),
        process.osUser());
    for (LoadPart part : start.parts()) {
      session.update(
          books.sql("insert_checkpoint_part"),
          target.schema(),
          target.name(),
          part.number(),
          part.nextPage(),
          part.endPage());
    }
  }

  /** Takes a part up, as {@link PartBooks#take} says. */
  public LoadPart take(Session session, Increment increment, LoadPart part) {
    return books.take(
        session,
        "take_checkpoint_part",
        Checkpoints::part,
        increment.target(),
        part.number(),
        increment.staging().name());
  }

  /** Moves a part on, as {@link PartBooks#advance} says. */
  public void advance(Session session, Increment increment, LoadPart from, LoadPart to) {
    Relation target = increment.target();
    books.advance(
        session,
        "advance_checkpoint",
        target,
        "while page " + from.nextPage() + " was being loaded; the chunk is rolled back",
        to.nextPage(),
        to.rowsLoaded(),
        to.chunksLoaded(),
        target.schema(),
        target.name(),
        from.number(),
        from.nextPage(),
        increment.staging().name());
  }

  /** Forgets the one of a load that is complete, as {@link PartBooks#close} says. */
  public void close(Session session, Increment increment) {
    books.close(session, "close_checkpoint", increment.target(), increment.staging().name());
  }

  /** Forgets the one of a relation, however far it came. */
  public void discard(Session session, Relation target) {
    session.update(books.sql("delete_checkpoint"), target.schema(), target.name());
  }

  private Increment increment(ResultSet row, String database) throws SQLException {
    return new Increment(
        row.getString("node"),
        new Relation(database, row.getString("schema_name"), row.getString("relation_name")),
        new Relation(database, schema.name(), row.getString("staging_name")),
        LoadMethod.valueOf(row.getString("method")),
        list(row.getArray("unique_key")),
        list(row.getArray("column_names")),
        list(row.getArray("update_columns")),
        row.getLong("total_rows"),
        row.getLong("total_pages"),
        row.getLong("chunk_pages"),
        row.getString("sql_hash"),
        list(row.getArray("watermarks")),
        row.getString("invocation_id"));
  }

  private static String[] array(List<String> items) {
    return items.toArray(String[]::new);
  }

  private static List<String> list(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
