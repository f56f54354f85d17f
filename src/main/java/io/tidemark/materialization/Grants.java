package io.tidemark.materialization;

import io.tidemark.postgres.RelationKind;
import java.util.Map;

/**
 * The config {@code grants}: who may do what with what the node becomes. By dbt's macros, which a
 * project may replace, in the transaction that is open.
 */
final class Grants {

  private final Work work;

  Grants(Work work) {
    this.work = work;
  }

  /** On a relation that was made anew: nothing was granted on it yet. */
  void onNew(RelationKind kind) {
    apply(kind, false);
  }

  /** On a relation that was there and stays: what is granted and not configured is revoked. */
  void onKept(RelationKind kind) {
    apply(kind, true);
  }

  private void apply(RelationKind kind, boolean revoke) {
    Map<?, ?> configured = work.node().config().mapping("grants");
    if (!configured.isEmpty()) {
      work.compilation()
          .macros()
          .call("apply_grants", Ddl.value(work.target(), kind), configured, revoke);
    }
  }
}
