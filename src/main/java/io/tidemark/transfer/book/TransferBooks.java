package io.tidemark.transfer.book;

import io.tidemark.load.book.FreezingProcess;
import io.tidemark.load.book.PartBooks;
import io.tidemark.load.book.Setup;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.plan.TransferCheckpoint;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.plan.TransferPlan;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of transfers in the target database: a row a copy that is being written, one a
 * part. Beside them, under which settings a copy was made.
 */
public final class TransferBooks {

  private final Statements statements;
  private final Identifier schema;
  private final PartBooks books;

  /** Keeps them in the engine's schema. */
  public TransferBooks(Statements statements, Identifier schema) {
    this.statements = statements;
    this.schema = schema;
    this.books = new PartBooks(statements, schema, "transfer", "the transfer into");
  }

  /** True if the tables are there. */
  boolean areThere(Session session) {
    return session
        .first(
            statements.render(
                "setup/is_there", Map.of("newest", new Literal(schema.sql() + ".transfer_copy"))),
            row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Makes the tables where they are missing. */
  public void ensure(Session session) {
    if (!areThere(session)) {
      new Setup(session, statements).once(() -> session.execute(books.sql("books")));
    }
  }

  /** The unfinished transfer into a relation, if there is one. */
  public Optional<TransferCheckpoint> pending(Session session, Relation target) {
    return session
        .first(books.sql("find_transfer"), row -> plan(row, target), target.schema(), target.name())
        .map(
            plan ->
                new TransferCheckpoint(
                    plan,
                    session.query(
                        books.sql("find_parts"),
                        TransferBooks::part,
                        target.schema(),
                        target.name())));
  }

  /** Keeps a new one. */
  public void open(Session session, TransferCheckpoint start) {
    TransferPlan plan = start.plan();
    Relation target = plan.target();
    FreezingProcess process = FreezingProcess.current();
    session.update(
        books.sql("insert_transfer"),
        target.schema(),
        target.name(),
        plan.token(),
        plan.node(),
        plan.into().name(),
        plan.kind().name(),
        plan.settingsHash(),
        plan.shapeHash(),
        plan.watermark(),
        plan.low(),
        plan.high(),
        plan.estimatedRows(),
        plan.estimatedBytes(),
        plan.invocationId(),
        process.host(),
        process.processId(),
        process.osUser());
    for (TransferPart part : start.parts()) {
      session.update(
          books.sql("insert_part"),
          target.schema(),
          target.name(),
          part.number(),
          part.from(),
          part.to());
    }
  }

  /** Takes a part up, as {@link PartBooks#take} says. */
  public TransferPart take(Session session, TransferPlan plan, TransferPart part) {
    return books.take(
        session, "take_part", TransferBooks::part, plan.target(), part.number(), plan.token());
  }

  /** Moves a part on, as {@link PartBooks#advance} says. */
  public void advance(Session session, TransferPlan plan, TransferPart from, TransferPart to) {
    Relation target = plan.target();
    books.advance(
        session,
        "advance_part",
        target,
        "after its chunk " + from.chunks() + "; the chunk after it is rolled back",
        array(to.cursor()),
        to.rows(),
        to.written(),
        to.bytes(),
        to.chunks(),
        to.complete(),
        target.schema(),
        target.name(),
        from.number(),
        from.chunks(),
        plan.token());
  }

  /** Forgets the one of a transfer that is complete, as {@link PartBooks#close} says. */
  public void close(Session session, TransferPlan plan) {
    books.close(session, "close_transfer", plan.target(), plan.token());
  }

  /** Forgets the one of a relation, however far it came. */
  public void discard(Session session, Relation target) {
    session.update(books.sql("delete_transfer"), target.schema(), target.name());
  }

  /** Forgets that the relation is a copy. */
  void forgetCopy(Session session, Relation target) {
    session.update(books.sql("delete_copy"), target.schema(), target.name());
  }

  /** Under which settings the copy was last completed, if it ever was. */
  public Optional<String> settingsOf(Session session, Relation target) {
    return session.first(
        books.sql("copy_settings"), row -> row.getString(1), target.schema(), target.name());
  }

  /** Keeps under which settings the copy is complete, in the transaction that the session is in. */
  public void seal(Session session, TransferPlan plan) {
    Relation target = plan.target();
    session.update(
        books.sql("record_copy"), target.schema(), target.name(), plan.node(), plan.settingsHash());
  }

  private static TransferPlan plan(ResultSet row, Relation target) throws SQLException {
    return new TransferPlan(
        row.getString("token"),
        row.getString("node"),
        target,
        new Relation(target.database(), target.schema(), row.getString("into_name")),
        TransferKind.valueOf(row.getString("kind")),
        row.getString("settings_hash"),
        row.getString("shape_hash"),
        row.getString("watermark"),
        row.getString("low"),
        row.getString("high"),
        row.getLong("estimated_rows"),
        row.getLong("estimated_bytes"),
        row.getString("invocation_id"));
  }

  private static TransferPart part(ResultSet row) throws SQLException {
    Array reached = row.getArray("reached");
    return new TransferPart(
        row.getInt("part"),
        row.getString("range_from"),
        row.getString("range_to"),
        reached == null ? null : Arrays.asList((String[]) reached.getArray()),
        row.getLong("rows_loaded"),
        row.getLong("rows_written"),
        row.getLong("bytes_loaded"),
        row.getLong("chunks_loaded"),
        row.getBoolean("complete"));
  }

  private static @Nullable String @Nullable [] array(@Nullable List<@Nullable String> items) {
    return items == null ? null : items.toArray(String[]::new);
  }
}
