package io.tidemark.materialization;

import io.tidemark.load.Load;
import io.tidemark.load.book.RelationLock;
import io.tidemark.load.swap.Swap;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;

/** {@code materialized: view}: the query under a name, swapped in at once. */
final class ViewMaterialization implements Materialization {

  @Override
  public Materialized materialize(Work work) {
    String sql = work.compilation().sql(false, work.marks());
    try (RelationLock lock =
        RelationLock.take(work.session(), work.statements(), work.target(), work.listener())) {
      materialize(work, sql);
    }
    return Materialized.view();
  }

  private static void materialize(Work work, String sql) {
    new NodeHooks(work)
        .around(
            () -> {
              build(work, sql);
              new Grants(work).onNew(RelationKind.VIEW);
              new Documentation(work).write(RelationKind.VIEW);
              return sql;
            });
  }

  private static void build(Work work, String sql) {
    Relation aside = Swap.aside(work.target());
    new Load(work.session(), work.statements(), work.schema(), work.listener(), work.idle())
        .discardPending(work.target());
    Swap swap = new Swap(work.session(), work.statements(), work.listener());
    swap.dropIfThere(aside);
    work.session().execute(new Ddl(work, sql).view(aside));
    swap.replace(work.target(), aside, RelationKind.VIEW);
  }
}
