package io.tidemark.materialization;

import io.tidemark.load.FirstLoad;
import io.tidemark.load.RelationLock;
import io.tidemark.load.TableRequest;
import io.tidemark.load.UniqueKey;
import io.tidemark.postgres.RelationKind;

/** {@code materialized: table}: built anew each time, swapped in at once. */
final class TableMaterialization implements Materialization {

  @Override
  public Materialized materialize(Work work) {
    ModelSettings settings = new ModelSettings(work.node().config());
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      return build(work, settings, UniqueKey.NONE);
    }
  }

  /**
   * Builds the table from nothing. The caller holds the relation's lock.
   *
   * @param uniqueKey the key that gets a unique index
   */
  static Materialized build(Work work, ModelSettings settings, UniqueKey uniqueKey) {
    String sql = work.compilation().sql(false, work.marks());
    TableRequest request =
        new TableRequest(
            work.node().uniqueId(),
            work.target(),
            sql,
            settings.unlogged(),
            settings.indexes(),
            uniqueKey,
            settings.enforceUniqueKey(),
            settings.watermarks(work.node().parsed().watermarks()),
            work.invocationId());
    NodeHooks hooks = new NodeHooks(work);
    hooks.beforeTransaction();
    long rows =
        work.session()
            .inTransaction(
                () -> {
                  hooks.inTransactionBefore();
                  long built =
                      new FirstLoad(
                              work.session(), work.statements(), work.schema(), work.listener())
                          .build(request);
                  new Documentation(work).write(RelationKind.TABLE);
                  hooks.inTransactionAfter();
                  return built;
                });
    hooks.afterTransaction();
    return Materialized.table(rows);
  }
}
