package io.tidemark.transfer.book;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPlan;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to which watermark a copy has been loaded. Kept with the marks of all relations ({@link
 * io.tidemark.load.book.HighWaterMarks}), but here decisions rest on it: the greatest watermark in
 * the copy says nothing of the rows below it that a transfer still had to bring.
 */
public final class TransferMarks {

  private final Statements statements;
  private final Identifier schema;

  /** Keeps them in the engine's schema. */
  public TransferMarks(Statements statements, Identifier schema) {
    this.statements = statements;
    this.schema = schema;
  }

  /**
   * The mark of a copy that has rows; empty if it has to be read from the beginning. Where none is
   * kept, somebody else has made the copy, and its greatest watermark is taken.
   *
   * @param session one of the target
   */
  public Optional<String> of(Session session, Relation target, CopyColumn watermark) {
    boolean empty =
        session
            .first(
                statements.render("load/is_empty", Map.of("relation", target)),
                row -> row.getBoolean(1))
            .orElseThrow();
    if (empty) {
      return Optional.empty();
    }
    Optional<String> kept =
        value(
            session,
            statements.render("transfer/kept_mark", Map.of("schema", schema)),
            target.schema(),
            target.name(),
            watermark.name(),
            watermark.type());
    return kept.isPresent()
        ? kept
        : session.inTransaction(() -> greatest(session, target, watermark));
  }

  private Optional<String> greatest(Session session, Relation target, CopyColumn watermark) {
    session.execute(statements.text("transfer/same_texts"));
    return value(
        session,
        statements.render(
            "load/greatest", Map.of("column", watermark.identifier(), "relation", target)));
  }

  private static Optional<String> value(Session session, String sql, @Nullable Object... bound) {
    return session.query(sql, row -> Optional.ofNullable(row.getString(1)), bound).stream()
        .findFirst()
        .flatMap(value -> value);
  }

  /** Records the plan's mark, in the transaction that the session is in. */
  public void record(Session session, TransferPlan plan, CopyColumn watermark) {
    String mark = plan.high();
    if (mark != null) {
      record(session, plan, watermark.name(), watermark.type(), mark);
    }
  }

  /** Records how far an increment that is given up has come, likewise. */
  public void raise(Session session, TransferPlan plan, String mark) {
    new Catalog(session, statements)
        .columns(plan.target()).stream()
            .filter(column -> column.name().equals(plan.watermark()))
            .forEach(column -> record(session, plan, column.name(), column.type(), mark));
  }

  private void record(Session session, TransferPlan plan, String column, String type, String mark) {
    Relation target = plan.target();
    session.execute(statements.text("transfer/same_texts"));
    session.update(
        statements.render(
            "transfer/record_mark",
            Map.of(
                "schema",
                schema,
                "anew",
                plan.kind() == TransferKind.FIRST,
                "type",
                new SqlText(type))),
        target.schema(),
        target.name(),
        column,
        mark,
        type,
        plan.invocationId());
  }
}
