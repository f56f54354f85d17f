package io.tidemark.materialization;

import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.SourceNode;
import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.materialization.SourceConnections.SourceDatabase;
import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.SourceConnection;
import io.tidemark.project.properties.SourceLoad;
import io.tidemark.transfer.Transfer;
import io.tidemark.transfer.TransferListener;
import io.tidemark.transfer.TransferResult;
import io.tidemark.transfer.UnfinishedTransferException;
import io.tidemark.transfer.book.TransferStates;
import io.tidemark.transfer.plan.ColumnChoice;
import io.tidemark.transfer.plan.Deletes;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferProgress;
import io.tidemark.transfer.plan.TransferRequest;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A table of a source in another database: its rows are brought into the copy in the target, from
 * which models read. How is told by the source's {@code load}.
 */
final class SourceMaterialization implements Materialization {

  @Override
  public Materialized materialize(Work work) {
    if (!(work.node().detail() instanceof NodeDetail.Loaded loaded)) {
      throw new IllegalStateException(work.node().uniqueId() + " is no source that is loaded");
    }
    SourceNode source = loaded.source();
    SourceLoad load = source.table().load();
    if (load != null && load.empty() && work.catalog().kind(work.target()).isPresent()) {
      work.listener().notice("is left as it is (--empty)");
      return new Materialized("MERGE 0", 0);
    }
    SourceDatabase database = work.sources().of(source);
    Built built = new Built(work.transfers());
    Transfer transfer =
        new Transfer(
            work.session(), work.statements(), work.schema(), database::open, built, work.idle());
    try {
      TransferResult result =
          transfer.run(request(work, source, database), () -> grant(work, built.anew()));
      return new Materialized(result.message(), result.rowsWritten());
    } catch (ConnectionException | UnfinishedTransferException failure) {
      throw located(failure, source, database);
    }
  }

  private static TransferRequest request(Work work, SourceNode source, SourceDatabase database) {
    SourceLoad load = source.table().load();
    if (load == null) {
      throw new IllegalStateException(source.uniqueId() + " has no load");
    }
    return TransferRequest.builder(source.uniqueId(), database.origin(source), source.relation())
        .uniqueKey(load.uniqueKey())
        .watermark(load.watermark())
        .lookback(load.lookback())
        .columns(columns(load.columns()))
        .where(load.where())
        .deletes(deletes(load))
        .schemaChange(OnSchemaChange.named(load.onSchemaChange().word()).orElseThrow())
        .parallel(load.parallel())
        .chunkSize(new ChunkSize(load.chunkSize()))
        .fullRefresh(anew(work))
        .invocationId(work.invocationId())
        .build();
  }

  /**
   * A copy that this very run has begun to build anew is continued by its restart: to begin once
   * more would read all of it again, each time.
   */
  private static boolean anew(Work work) {
    boolean asked = work.node().config().bool("full_refresh", work.fullRefresh());
    return asked && !(work.begunBefore() && isBeingBuilt(work));
  }

  private static boolean isBeingBuilt(Work work) {
    Relation copy = work.target();
    return new TransferStates(work.session(), work.statements(), work.schema(), copy.database())
        .unfinished().stream()
            .anyMatch(
                left ->
                    left.schema().equals(copy.schema())
                        && left.name().equals(copy.name())
                        && left.progress().kind() != TransferKind.INCREMENT);
  }

  private static ColumnChoice columns(SourceLoad.Columns columns) {
    if (columns.names().isEmpty()) {
      return ColumnChoice.ALL;
    }
    return columns.included()
        ? ColumnChoice.include(columns.names())
        : ColumnChoice.exclude(columns.names());
  }

  /** A whole copy has nothing to look for: what is gone is not in it. */
  private static Deletes deletes(SourceLoad load) {
    return load.watermark() == null
        ? Deletes.IGNORE
        : Deletes.named(load.deletes().word()).orElseThrow();
  }

  private static void grant(Work work, boolean anew) {
    Grants grants = new Grants(work);
    if (anew) {
      grants.onNew(RelationKind.TABLE);
    } else {
      grants.onKept(RelationKind.TABLE);
    }
  }

  /** Where the source can't be reached, a person has to know which connection of whom that is. */
  private static RuntimeException located(
      RuntimeException failure, SourceNode source, SourceDatabase database) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof ConnectionException)) {
      cause = cause.getCause();
    }
    SourceConnection connection = source.source().connection();
    if (connection == null
        || !(cause instanceof ConnectionException refused)
        || !refused.tried().equals(database.display())) {
      return failure;
    }
    ProjectException told =
        new ProjectException(
            Problem.of(refused.whatIsWrong())
                .at(connection.place())
                .found(
                    "Connecting to %s for the source %s."
                        .formatted(refused.tried(), source.display()))
                .next(refused.nextStep()));
    told.initCause(refused);
    return failure instanceof UnfinishedTransferException unfinished
        ? new UnfinishedTransferException(unfinished.left(), told, unfinished.stopped())
        : told;
  }

  /** Remembers whether the table is one that is made anew, on which nothing is granted yet. */
  private static final class Built implements TransferListener {

    private final TransferListener next;
    private final AtomicBoolean anew = new AtomicBoolean();

    Built(TransferListener next) {
      this.next = next;
    }

    boolean anew() {
      return anew.get();
    }

    @Override
    public void planned(TransferProgress start) {
      anew.set(start.kind() != TransferKind.INCREMENT);
      next.planned(start);
    }

    @Override
    public void resumed(TransferProgress left) {
      anew.set(left.kind() != TransferKind.INCREMENT);
      next.resumed(left);
    }

    @Override
    public void committed(TransferProgress at) {
      next.committed(at);
    }

    @Override
    public void sealed(TransferProgress end) {
      next.sealed(end);
    }

    @Override
    public void notice(String text) {
      next.notice(text);
    }

    @Override
    public void warning(String text) {
      next.warning(text);
    }
  }
}
