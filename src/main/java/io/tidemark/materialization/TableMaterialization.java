package io.tidemark.materialization;

import io.tidemark.load.FirstLoad;
import io.tidemark.load.TableRequest;
import io.tidemark.load.book.RelationLock;
import io.tidemark.load.increment.UniqueKey;
import io.tidemark.postgres.RelationKind;
import java.util.List;
import java.util.function.LongConsumer;

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
    return build(work, settings, uniqueKey, new NodeHooks(work), rows -> {});
  }

  /**
   * Builds the first part of a table, or all of it.
   *
   * @param hooks those of the part
   * @param built runs in the transaction that puts the table in its place, with the number of rows
   */
  static Materialized build(
      Work work, ModelSettings settings, UniqueKey uniqueKey, NodeHooks hooks, LongConsumer built) {
    String sql = work.compilation().sql(false, work.marks());
    Ddl ddl = new Ddl(work, sql);
    TableRequest request =
        new TableRequest(
            work.node().uniqueId(),
            work.target(),
            sql,
            ddl.table(),
            settings.unlogged(),
            ddl.indexesByMacros() ? List.of() : settings.indexes(),
            uniqueKey,
            settings.enforceUniqueKey(),
            settings.watermarks(work.node().parsed().watermarks()),
            work.invocationId());
    long rows =
        hooks.around(
            () -> {
              long count =
                  new FirstLoad(work.session(), work.statements(), work.schema(), work.listener())
                      .build(request);
              built.accept(count);
              ddl.createIndexes();
              new Grants(work).onNew(RelationKind.TABLE);
              new Documentation(work).write(RelationKind.TABLE);
              return count;
            });
    return Boolean.TRUE.equals(work.node().config().mapping("contract").get("enforced"))
        ? Materialized.inserted(rows)
        : Materialized.table(rows);
  }
}
