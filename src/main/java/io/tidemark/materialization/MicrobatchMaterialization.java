package io.tidemark.materialization;

import io.tidemark.graph.Microbatch;
import io.tidemark.load.Load;
import io.tidemark.load.book.RelationLock;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.load.microbatch.MicrobatchPlan;
import io.tidemark.load.microbatch.MicrobatchPlan.Planned;
import io.tidemark.load.microbatch.Microbatches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code incremental_strategy: microbatch}: one batch after the other, each a window of event time,
 * merged into the table and committed by itself. What is planned, and what of it is done, is in the
 * target database; so whoever comes next does what is left, and nothing twice.
 */
final class MicrobatchMaterialization implements Materialization {

  private static final int NAMED = 5;

  @Override
  public Materialized materialize(Work work) {
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      return materialize(work, new Microbatches(work.statements(), work.schema()));
    }
  }

  private static Materialized materialize(Work work, Microbatches books) {
    MicrobatchSettings settings = new MicrobatchSettings(work.node());
    if (work.compilation().macros().replacing(WrittenStrategy.macro("microbatch")).isEmpty()) {
      settings.checkUniqueKey();
    }
    boolean fullRefresh =
        new IncrementalSettings(work.node().config()).fullRefresh(work.fullRefresh());
    boolean there = work.catalog().isTable(work.target());
    MicrobatchPlan plan = books.plan(work.session(), work.target());
    boolean sameRun = there && work.eventTimes().runStartedAt().equals(plan.runStartedAt());
    boolean anew = !there || (fullRefresh && !sameRun);
    List<Microbatch> windows = MicrobatchWindows.of(settings).of(work.eventTimes(), anew);
    OneMicrobatch one = new OneMicrobatch(work, books);
    IdleThreads helpers = settings.concurrent() ? work.idle() : IdleThreads.NONE;
    BatchResults results;
    if (anew) {
      sayWhatIsLeftOut(work, there, windows);
      List<Planned> all =
          windows.stream().map(batch -> new Planned(batch, fullRefresh, false)).toList();
      results = new MicrobatchRun(work, one, all).anew(helpers);
    } else {
      finishFrozen(work);
      List<Planned> left = sameRun ? plan.pending() : replanned(work, books, plan, windows);
      if (sameRun) {
        sayContinued(work, plan);
      }
      results =
          new MicrobatchRun(work, one, left).further(helpers, sameRun ? plan.done() : List.of());
    }
    return Materialized.batches(results);
  }

  /**
   * What an earlier run has left is done as well, and a window never twice. The run's own first
   * batch comes before it: if that fails nothing else is tried, as in dbt, and a batch that fails
   * in every run must not keep all later ones from being done.
   */
  private static List<Planned> replanned(
      Work work, Microbatches books, MicrobatchPlan plan, List<Microbatch> windows) {
    Map<Microbatch, Planned> left = new LinkedHashMap<>();
    plan.pending().forEach(planned -> left.put(planned.batch(), planned));
    List<Planned> all = new ArrayList<>();
    for (Microbatch window : windows) {
      Planned before = left.remove(window);
      all.add(before == null ? new Planned(window, false, false) : before);
    }
    if (!left.isEmpty()) {
      work.listener()
          .notice(
              "%s that an earlier run has left %s done as well: %s"
                  .formatted(
                      left.size() == 1 ? "1 batch" : left.size() + " batches",
                      left.size() == 1 ? "is" : "are",
                      names(List.copyOf(left.values()))));
      all.addAll(Math.min(1, all.size()), left.values());
    }
    books.replace(
        work.session(),
        work.target(),
        work.node().uniqueId(),
        all,
        work.eventTimes().runStartedAt(),
        work.invocationId());
    return all;
  }

  /** The model was loaded in another way before, and somebody left an increment half-loaded. */
  private static void finishFrozen(Work work) {
    Load load =
        new Load(work.session(), work.statements(), work.schema(), work.listener(), work.idle());
    Optional<Checkpoint> pending = load.pending(work.target());
    pending.ifPresent(left -> load.resume(left, () -> {}));
  }

  private static void sayContinued(Work work, MicrobatchPlan plan) {
    List<Planned> pending = plan.pending();
    if (pending.isEmpty()) {
      work.listener().notice("all batches of this run are done already");
      // What follows the last batch's transaction may be what was cut off.
      new NodeHooks(work, false, true).afterTransaction();
      return;
    }
    work.listener()
        .notice(
            "%d of %d batches %s done already; continues with %s"
                .formatted(
                    plan.done().size(),
                    plan.batches().size(),
                    plan.done().size() == 1 ? "is" : "are",
                    names(pending)));
  }

  /** As in dbt, a full refresh of a part of the time gives a table of that part. */
  private static void sayWhatIsLeftOut(Work work, boolean there, List<Microbatch> windows) {
    if (there && work.eventTimes().start() != null) {
      work.listener()
          .notice(
              "%s is built anew from the batches %s to %s alone"
                  .formatted(
                      work.target().display(),
                      windows.get(0).name(),
                      windows.get(windows.size() - 1).name()));
    }
  }

  private static String names(List<Planned> batches) {
    String some =
        batches.stream()
            .limit(NAMED)
            .map(planned -> planned.batch().name())
            .collect(Collectors.joining(", "));
    return batches.size() > NAMED ? some + " and " + (batches.size() - NAMED) + " more" : some;
  }
}
