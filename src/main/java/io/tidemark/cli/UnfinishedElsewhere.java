package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.load.book.LoadStates;
import io.tidemark.load.book.RelationState;
import io.tidemark.postgres.Session;
import io.tidemark.report.console.Console;
import io.tidemark.transfer.book.PendingTransfer;
import io.tidemark.transfer.book.TransferStates;
import io.tidemark.transfer.plan.TransferKind;

/**
 * Tells, before a run begins, of unfinished loads of models and sources that are not in it: what
 * reads those tables sees the half of them, and nobody else would remind of the rest.
 */
final class UnfinishedElsewhere {

  private UnfinishedElsewhere() {}

  static void tell(RunPlan plan, TargetConnection connection, Console console) {
    var target = connection.target();
    try (Session session = target.session()) {
      String database = plan.project().output().database();
      LoadStates states = new LoadStates(session, target.statements(), target.schema(), database);
      TransferStates transfers =
          new TransferStates(session, target.statements(), target.schema(), database);
      for (BookedRelation one :
          BookedRelation.of(
              states.unfinished(), transfers.unfinished(), plan.project().manifest())) {
        RelationState.Pending pending = one.state().pending();
        Node node = one.node();
        if (node == null || !one.active() || plan.nodes().containsKey(node.uniqueId())) {
          continue;
        }
        PendingTransfer transfer = one.transfer();
        if (transfer != null && transfer.progress().kind() == TransferKind.INCREMENT) {
          console.warn(
              "%s is half loaded (%s) and not part of this run; the next run of %s finishes it"
                  .formatted(one.display(), StateText.loaded(transfer), node.selector()));
        }
        if (pending != null) {
          console.warn(
              ("%s is half loaded (%s of %s rows) and not part of this run; the next run of %s"
                      + " finishes it")
                  .formatted(
                      one.display(),
                      StateText.number(pending.rowsLoaded()),
                      StateText.number(pending.rows()),
                      node.selector()));
        }
      }
    }
  }
}
