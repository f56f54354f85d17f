package io.tidemark.materialization;

import io.tidemark.project.config.Hook;
import java.util.List;
import java.util.function.Supplier;

/**
 * A node's own hooks. dbt runs them inside the node's transaction unless they say {@code
 * transaction: false}; those run before it begins and after it has ended.
 */
final class NodeHooks {

  private final Work work;
  private final List<Hook> before;
  private final List<Hook> after;

  NodeHooks(Work work) {
    this(work, true, true);
  }

  /** Those of a part of the node's work: before the first part, and after the last one. */
  NodeHooks(Work work, boolean first, boolean last) {
    this.work = work;
    this.before = first ? work.node().config().preHooks() : List.of();
    this.after = last ? work.node().config().postHooks() : List.of();
  }

  /**
   * Does work that is one transaction, with all hooks around and in it.
   *
   * @return what the work gives
   */
  <T> T around(Supplier<T> work) {
    beforeTransaction();
    T done =
        this.work
            .session()
            .inTransaction(
                () -> {
                  inTransactionBefore();
                  T given = work.get();
                  inTransactionAfter();
                  return given;
                });
    afterTransaction();
    return done;
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
          work.session().executeAround(sql);
        }
      }
    }
  }
}
