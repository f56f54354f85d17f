package io.tidemark.transfer;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.key.OtherIndexes;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.transfer.book.TransferBooks;
import io.tidemark.transfer.book.TransferMarks;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.column.SchemaDrift;
import io.tidemark.transfer.column.ShapeOfSource;
import io.tidemark.transfer.column.SourceCatalog;
import io.tidemark.transfer.column.SourceTable;
import io.tidemark.transfer.plan.Deletes;
import io.tidemark.transfer.plan.TransferCheckpoint;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.plan.TransferPlan;
import io.tidemark.transfer.plan.TransferRequest;
import io.tidemark.transfer.read.Ranges;
import io.tidemark.transfer.read.ReadQuery;
import io.tidemark.transfer.read.SourceFailedException;
import io.tidemark.transfer.read.SourceMarks;
import io.tidemark.transfer.read.SourceQuestions;
import io.tidemark.transfer.read.SourceSnapshot;
import io.tidemark.transfer.write.CopyTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what there is to do, before a row is read, and writes it into the books. What is wrong
 * with the settings or the tables comes out here. For one thread.
 */
final class TransferPlanner {

  private final Session session;
  private final Statements statements;
  private final Supplier<Session> source;
  private final TransferListener listener;
  private final TransferBooks books;
  private final TransferMarks marks;
  private final TransferRequest request;
  private final Relation target;
  private final CopyTable copies;

  TransferPlanner(
      Session session,
      Statements statements,
      Supplier<Session> source,
      TransferListener listener,
      TransferBooks books,
      TransferMarks marks,
      TransferRequest request) {
    this.session = session;
    this.statements = statements;
    this.source = source;
    this.listener = listener;
    this.books = books;
    this.marks = marks;
    this.request = request;
    this.target = request.target();
    this.copies = new CopyTable(session, statements, listener);
  }

  /** What the source looks like in one snapshot. */
  private record Seen(SourceTable table, CopyShape wanted) {}

  private Seen see(SourceSnapshot snapshot) {
    SourceCatalog catalog = new SourceCatalog(snapshot.session(), statements);
    SourceTable table = asked(() -> catalog.table(request.source()));
    return new Seen(
        table, asked(() -> new ShapeOfSource(session, statements, catalog).of(request, table)));
  }

  /**
   * Plans a new transfer.
   *
   * @throws SourceFailedException if the source refuses something or is gone
   */
  PlannedTransfer plan() {
    SourceSnapshot snapshot = snapshot();
    try {
      Seen seen = see(snapshot);
      TransferKind kind = kind();
      return session.inTransaction(
          () ->
              kind == TransferKind.INCREMENT
                  ? increment(snapshot, seen)
                  : anew(snapshot, seen, kind));
    } catch (RuntimeException | Error e) {
      snapshot.close();
      throw e;
    }
  }

  /**
   * Plans to continue one; empty if that can't be done, since the source's columns have changed.
   *
   * @throws SourceFailedException if the source refuses something or is gone
   */
  Optional<PlannedTransfer> resume(TransferCheckpoint left) {
    SourceSnapshot snapshot = snapshot();
    boolean taken = false;
    try {
      Seen seen = see(snapshot);
      TransferPlan plan = left.plan();
      CopyShape shape = seen.wanted();
      if (plan.kind() == TransferKind.INCREMENT) {
        shape =
            session.inTransaction(
                () ->
                    new SchemaDrift(session, statements, listener)
                        .reconcile(target, seen.wanted(), request.schemaChange()));
      } else if (!shape.hash().equals(plan.shapeHash())
          || new Catalog(session, statements).kind(plan.into()).isEmpty()) {
        return Optional.empty();
      }
      SourceQuestions questions = questions(snapshot, seen.table(), shape);
      taken = true;
      return Optional.of(
          new PlannedTransfer(
              snapshot,
              seen.table(),
              shape,
              query(seen.table(), shape, plan.kind()),
              left,
              asked(questions::nulls),
              true));
    } finally {
      if (!taken) {
        snapshot.close();
      }
    }
  }

  private SourceSnapshot snapshot() {
    return asked(() -> SourceSnapshot.take(source, statements));
  }

  private TransferKind kind() {
    if (request.watermark() == null) {
      return TransferKind.WHOLE;
    }
    Optional<RelationKind> there = new Catalog(session, statements).kind(target);
    if (request.fullRefresh() || there.isEmpty()) {
      return TransferKind.FIRST;
    }
    if (there.get() != RelationKind.TABLE) {
      throw new LoadException(
          "the copy can't go into " + target.display() + ": it is a " + there.get().sql(),
          "Drop it, load into another schema, or run once with --full-refresh.");
    }
    return TransferKind.INCREMENT;
  }

  private PlannedTransfer anew(SourceSnapshot snapshot, Seen seen, TransferKind kind) {
    CopyShape shape = seen.wanted();
    SourceQuestions questions = questions(snapshot, seen.table(), shape);
    SourceMarks bounds =
        kind == TransferKind.FIRST
            ? asked(() -> questions.marks(null, null))
            : new SourceMarks(null, null);
    ReadQuery query = query(seen.table(), shape, kind);
    Relation aside = CopyTable.aside(target);
    TransferPlan plan = plan(kind, aside, shape, bounds, query, questions);
    copies.create(aside, shape, request.deletes() == Deletes.MARK);
    Ranges ranges = new Ranges(snapshot.session(), statements);
    List<TransferPart> parts =
        shape.key().isEmpty() || parallel(plan) == 1
            ? Ranges.whole()
            : asked(() -> ranges.byStatistics(seen.table(), shape.scan().get(0), parallel(plan)));
    return open(snapshot, seen.table(), shape, query, questions, plan, parts);
  }

  private PlannedTransfer increment(SourceSnapshot snapshot, Seen seen) {
    CopyColumn growing = Objects.requireNonNull(seen.wanted().watermark());
    warnOfOtherSettings();
    CopyShape shape =
        new SchemaDrift(session, statements, listener)
            .reconcile(target, seen.wanted(), request.schemaChange());
    copies.index(target, target, shape, request.invocationId());
    if (request.deletes() == Deletes.MARK) {
      copies.addMarkColumn(target);
    }
    Optional<String> mark =
        marks.of(session, target, Objects.requireNonNullElse(shape.watermark(), growing));
    SourceQuestions questions = questions(snapshot, seen.table(), shape);
    SourceMarks bounds = asked(() -> questions.marks(mark.orElse(null), request.lookback()));
    ReadQuery query = query(seen.table(), shape, TransferKind.INCREMENT);
    TransferPlan plan = plan(TransferKind.INCREMENT, target, shape, bounds, query, questions);
    Ranges ranges = new Ranges(snapshot.session(), statements);
    List<TransferPart> parts =
        shape.key().isEmpty() || parallel(plan) == 1 || chunksMeet(shape)
            ? Ranges.whole()
            : asked(() -> ranges.evenly(growing, bounds.low(), bounds.high(), parallel(plan)));
    return open(snapshot, seen.table(), shape, query, questions, plan, parts);
  }

  private void warnOfOtherSettings() {
    Optional<String> before = books.settingsOf(session, target);
    if (before.isPresent() && !before.get().equals(request.settingsHash())) {
      listener.warning(
          "the settings of the source have changed since "
              + target.display()
              + " was made: they hold for rows that come from now on; --full-refresh brings all");
    }
  }

  /** As with the chunks of an increment of a model: where two could wait for each other, one. */
  private boolean chunksMeet(CopyShape shape) {
    List<String> key = shape.key().stream().map(CopyColumn::name).toList();
    return new OtherIndexes(session, statements).first(target, key).isPresent()
        || session
            .first(
                statements.render(
                    "load/chunks_meet",
                    Map.of(
                        "schema", new Literal(target.schema()),
                        "name", new Literal(target.name()))),
                row -> row.getBoolean(1))
            .orElse(true);
  }

  /** In how many parts it is worth reading: each should have a chunk at least. */
  private int parallel(TransferPlan plan) {
    if (request.chunkSize().equals(ChunkSize.ALL)) {
      return 1;
    }
    long chunks = plan.estimatedRows() / request.chunkSize().rows();
    return (int) Math.max(1, Math.min(request.parallel(), chunks));
  }

  private TransferPlan plan(
      TransferKind kind,
      Relation into,
      CopyShape shape,
      SourceMarks bounds,
      ReadQuery query,
      SourceQuestions questions) {
    CopyColumn watermark = shape.watermark();
    TransferPlan unknown =
        new TransferPlan(
            UUID.randomUUID().toString(),
            request.node(),
            target,
            into,
            kind,
            request.settingsHash(),
            shape.hash(),
            watermark == null ? null : watermark.name(),
            bounds.low(),
            bounds.high(),
            0,
            0,
            request.invocationId());
    String rows = query.rows(unknown, TransferPart.start(0, null, null), false);
    SourceQuestions.Estimate estimate = asked(() -> questions.estimate(rows));
    asked(
        () -> {
          questions.checkKey(rows);
          return rows;
        });
    return unknown.estimated(estimate.rows(), estimate.bytes());
  }

  private PlannedTransfer open(
      SourceSnapshot snapshot,
      SourceTable table,
      CopyShape shape,
      ReadQuery query,
      SourceQuestions questions,
      TransferPlan plan,
      List<TransferPart> parts) {
    asked(questions::missingIndex)
        .ifPresent(
            statement ->
                listener.warning(
                    "the watermark %s of %s (about %s rows) has no index at the source, so each run"
                            .formatted(
                                plan.watermark(),
                                table.relation().display(),
                                GroupedNumber.of((long) table.rows()))
                        + " reads the whole table there; make one: "
                        + statement));
    TransferCheckpoint start = new TransferCheckpoint(plan, parts);
    books.open(session, start);
    return new PlannedTransfer(
        snapshot, table, shape, query, start, asked(questions::nulls), false);
  }

  private SourceQuestions questions(SourceSnapshot snapshot, SourceTable table, CopyShape shape) {
    return new SourceQuestions(snapshot.session(), statements, table, shape, request.where());
  }

  private ReadQuery query(SourceTable table, CopyShape shape, TransferKind kind) {
    return new ReadQuery(statements, table, shape, request.where(), kind);
  }

  /** Asks the source; what it refuses is its failure, not the target's. */
  private <T extends @Nullable Object> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (StatementException e) {
      SqlFailure said = SqlFailure.of(e.failure());
      String where = request.where();
      if (where != null && said.kind() == SqlFailureKind.SYNTAX_OR_SEMANTIC) {
        LoadException wrong =
            new LoadException(
                    "the source refuses the condition \"%s\": %s"
                        .formatted(where.strip(), said.message()),
                    "Correct where: it is a condition in the SQL of the source's own database.")
                .about("where");
        wrong.initCause(e);
        throw wrong;
      }
      throw new SourceFailedException(e);
    } catch (ConnectionException e) {
      throw new SourceFailedException(e);
    }
  }
}
