package io.tidemark.materialization;

import io.tidemark.load.IndexDefinition;
import io.tidemark.load.book.RelationLock;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.snapshot.SnapshotLoad;
import io.tidemark.load.snapshot.SnapshotRequest;
import io.tidemark.load.snapshot.SnapshotStrategies;
import io.tidemark.load.snapshot.SnapshotStrategy;
import io.tidemark.postgres.RelationKind;
import java.util.Optional;

/**
 * A snapshot: the versions of a query's rows, each with the time in which it was valid. A run adds
 * to them in one transaction; nothing is ever built anew.
 */
final class SnapshotMaterialization implements Materialization {

  @Override
  public Materialized materialize(Work work) {
    SnapshotSettings settings =
        new SnapshotSettings(work.node().config(), work.node().file().start());
    String sql = work.compilation().sql(false, work.marks());
    SnapshotRequest request =
        new SnapshotRequest(
            work.target(),
            sql,
            settings.uniqueKey(),
            settings.columns(),
            settings.hardDeletes(),
            settings.validToCurrent(),
            settings.model().unlogged(),
            settings.model().enforceUniqueKey());
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      return materialize(work, settings, request);
    }
  }

  private static Materialized materialize(
      Work work, SnapshotSettings settings, SnapshotRequest request) {
    Optional<RelationKind> kind = work.catalog().kind(work.target());
    if (kind.isPresent() && kind.get() != RelationKind.TABLE) {
      throw new LoadException(
          "a snapshot can't go into " + work.target().display() + ": it is a " + kind.get().sql(),
          "Drop it, or give the snapshot another alias or schema.");
    }
    return new NodeHooks(work)
        .around(
            () -> {
              Materialized loaded = load(work, settings, request, kind.isPresent());
              grant(work, kind.isPresent());
              new Documentation(work).write(RelationKind.TABLE);
              return loaded;
            });
  }

  private static void grant(Work work, boolean kept) {
    Grants grants = new Grants(work);
    if (kept) {
      grants.onKept(RelationKind.TABLE);
    } else {
      grants.onNew(RelationKind.TABLE);
    }
  }

  private static Materialized load(
      Work work, SnapshotSettings settings, SnapshotRequest request, boolean there) {
    WrittenSnapshot written =
        new WrittenSnapshot(work.compilation().macros().compiled(request.sql()));
    if (written.needed()) {
      return written.apply(there);
    }
    return loaded(work, settings, request, there);
  }

  private static Materialized loaded(
      Work work, SnapshotSettings settings, SnapshotRequest asked, boolean there) {
    SnapshotLoad load = new SnapshotLoad(work.session(), work.statements(), work.listener());
    SnapshotStrategy strategy = strategy(work, settings, asked, there);
    SnapshotRequest request =
        strategy.hardDeletes() == null ? asked : asked.with(strategy.hardDeletes());
    if (there) {
      long rows = load.update(request, strategy);
      return new Materialized("INSERT 0 " + rows, rows);
    }
    long rows = load.build(request, strategy);
    for (IndexDefinition index : settings.model().indexes()) {
      index.create(
          work.session(),
          work.statements(),
          work.target(),
          index.name(work.target(), work.invocationId()));
    }
    return Materialized.table(rows);
  }

  private static SnapshotStrategy strategy(
      Work work, SnapshotSettings settings, SnapshotRequest request, boolean there) {
    WrittenSnapshotStrategy written =
        new WrittenSnapshotStrategy(work, settings.strategy(), request.sql());
    if (written.needed()) {
      return written.ask(request, there);
    }
    SnapshotStrategies strategies = new SnapshotStrategies(work.session(), work.statements());
    String updatedAt = settings.updatedAt();
    return settings.strategy().equals(SnapshotSettings.TIMESTAMP) && updatedAt != null
        ? strategies.timestamp(request, updatedAt)
        : strategies.check(request, settings.checkColumns(), updatedAt, there);
  }
}
