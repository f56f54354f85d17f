package io.tidemark.materialization;

import io.tidemark.load.Load;
import io.tidemark.load.LoadResult;
import io.tidemark.load.book.RelationLock;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.increment.Strategy;
import io.tidemark.load.microbatch.Microbatches;
import io.tidemark.postgres.RelationKind;
import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.template.Macro;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code materialized: incremental}: the first run builds the table, later ones freeze what is new
 * and load it in chunks. An increment that somebody left unfinished comes first.
 */
final class IncrementalMaterialization implements Materialization {

  @Override
  public Materialized materialize(Work work) {
    IncrementalSettings settings = new IncrementalSettings(work.node().config());
    // As in dbt also where the table is built anew and the strategy is not needed yet.
    settings.checkStrategy(name -> work.compilation().macros().replacing(name).isPresent());
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      return materialize(work, settings);
    }
  }

  private static Materialized materialize(Work work, IncrementalSettings settings) {
    Optional<RelationKind> there = work.catalog().kind(work.target());
    if (settings.fullRefresh(work.fullRefresh())
        || !there.equals(Optional.of(RelationKind.TABLE))) {
      there.ifPresent(kind -> sayIfReplaced(work, kind));
      return TableMaterialization.build(work, settings.model(), settings.indexedKey());
    }
    Load load =
        new Load(work.session(), work.statements(), work.schema(), work.listener(), work.idle());
    Optional<Checkpoint> pending = load.pending(work.target());
    new Microbatches(work.statements(), work.schema())
        .giveUp(work.session(), work.target(), work.listener());
    NodeHooks hooks = new NodeHooks(work);
    hooks.beforeTransaction();
    pending.ifPresent(left -> sayIfChanged(work, left));
    LoadResult finished =
        pending.map(left -> load.resume(left, () -> seal(work, hooks))).orElse(LoadResult.NOTHING);
    WrittenStrategy written = new WrittenStrategy(work);
    Optional<Macro> macro = written.macro();
    if (macro.isPresent()) {
      sayWritten(work, macro.get());
      return written.apply(hooks);
    }
    IncrementQuery query = new IncrementQuery(work, true);
    LoadResult loaded =
        load.run(
            () -> {
              hooks.inTransactionBefore();
              return request(work, settings, query);
            },
            () -> seal(work, hooks));
    hooks.afterTransaction();
    pending.ifPresent(left -> sayBoth(work, finished, loaded));
    if (loaded.rows() == 0) {
      query.sayIfBlocked();
    }
    LoadResult all = finished.plus(loaded);
    // What dbt's own statement would have answered, however the rows came in.
    String verb = settings.strategy() == Strategy.MERGE ? "MERGE " : "INSERT 0 ";
    return new Materialized(verb + all.rows(), all.rows());
  }

  /** What is to be frozen. */
  static LoadRequest request(Work work, IncrementalSettings settings, IncrementQuery query) {
    String sql = query.render();
    new Ddl(work, sql).beforeIncrement();
    // A template asks under is_incremental(), so only now it is known for what.
    Set<String> askedFor = new HashSet<>(work.node().parsed().watermarks());
    askedFor.addAll(query.asked());
    return new LoadRequest(
        work.node().uniqueId(),
        work.target(),
        sql,
        sourceHash(work),
        settings.strategy(),
        settings.uniqueKey(),
        settings.updateColumns(),
        settings.excludeColumns(),
        settings.predicates(),
        settings.chunkSize(),
        Math.min(settings.parallel(), work.idle().threads()),
        settings.model().watermarks(askedFor),
        settings.onSchemaChange(),
        new Contract(work.node()).enforced(),
        work.invocationId());
  }

  /** As dbt, which builds a table where it finds a view; but nobody should be surprised. */
  private static void sayIfReplaced(Work work, RelationKind kind) {
    if (kind != RelationKind.TABLE) {
      work.listener()
          .warning(
              "it is a "
                  + kind.sql()
                  + " and not a table; a table with all rows takes its place, as with"
                  + " --full-refresh");
    }
  }

  /** What was frozen is what was asked for then; who wants the new SQL's rows has to know. */
  private static void sayIfChanged(Work work, Checkpoint left) {
    if (!left.increment().sourceHash().equals(sourceHash(work))) {
      work.listener()
          .notice(
              "its SQL has changed since the unfinished increment was frozen; that is finished"
                  + " first (--full-refresh discards it)");
    }
  }

  private static void sayWritten(Work work, Macro macro) {
    work.listener()
        .notice(
            "the increment is applied whole, in one transaction, by %s of %s"
                .formatted(macro.name(), macro.path()));
  }

  private static void sayBoth(Work work, LoadResult finished, LoadResult loaded) {
    work.listener()
        .notice(
            "the unfinished increment is complete now, with %s; what is new since then: %s"
                .formatted(rows(finished.rows()), rows(loaded.rows())));
  }

  private static String rows(long rows) {
    return GroupedNumber.of(rows) + (rows == 1 ? " row" : " rows");
  }

  private static String sourceHash(Work work) {
    return work.node().file().checksum().value();
  }

  private static void seal(Work work, NodeHooks hooks) {
    new Grants(work).onKept(RelationKind.TABLE);
    new Documentation(work).write(RelationKind.TABLE);
    hooks.inTransactionAfter();
  }
}
