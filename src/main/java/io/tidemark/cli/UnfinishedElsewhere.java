package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.load.book.LoadStates;
import io.tidemark.load.book.RelationState;
import io.tidemark.postgres.Session;
import io.tidemark.report.console.Console;

/**
 * Tells, before a run begins, of unfinished loads of models that are not in it: what reads those
 * tables sees the half of them, and nobody else would remind of the rest.
 */
final class UnfinishedElsewhere {

  private UnfinishedElsewhere() {}

  static void tell(RunPlan plan, TargetConnection connection, Console console) {
    var target = connection.target();
    try (Session session = target.session()) {
      LoadStates states =
          new LoadStates(
              session, target.statements(), target.schema(), plan.project().output().database());
      for (BookedRelation one : BookedRelation.of(states.unfinished(), plan.project().manifest())) {
        RelationState.Pending pending = one.state().pending();
        Node node = one.node();
        if (pending != null
            && node != null
            && one.owner() == BookedRelation.Owner.MODEL
            && !plan.nodes().containsKey(node.uniqueId())) {
          console.warn(
              ("%s is half loaded (%s of %s rows) and not part of this run; the next run of %s"
                      + " finishes it")
                  .formatted(
                      one.display(),
                      StateText.number(pending.rowsLoaded()),
                      StateText.number(pending.rows()),
                      node.name()));
        }
      }
    }
  }
}
