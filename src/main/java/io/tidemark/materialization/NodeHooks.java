package io.tidemark.materialization;

import io.tidemark.project.config.Hook;
import java.util.List;

/**
 * A node's own hooks. dbt runs them inside the node's transaction unless they say {@code
 * transaction: false}; those run before it begins and after it has ended.
 */
final class NodeHooks {

  private final Work work;
  private final List<Hook> before;
  private final List<Hook> after;

  NodeHooks(Work work) {
    this.work = work;
    this.before = work.node().config().preHooks();
    this.after = work.node().config().postHooks();
  }

  void beforeTransaction() {
    run(before, false);
  }

  void inTransactionBefore() {
    run(before, true);
  }

  void inTransactionAfter() {
    run(after, true);
  }

  void afterTransaction() {
    run(after, false);
  }

  private void run(List<Hook> hooks, boolean inTransaction) {
    for (Hook hook : hooks) {
      if (hook.transaction() == inTransaction) {
        String sql = work.compilation().hook(hook.sql());
        // A template may well come out empty: that is how hooks are switched off.
        if (!sql.isBlank()) {
          work.session().execute(sql);
        }
      }
    }
  }
}
