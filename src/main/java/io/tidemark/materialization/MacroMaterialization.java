package io.tidemark.materialization;

import io.tidemark.graph.ResourceType;
import io.tidemark.load.book.RelationLock;
import io.tidemark.template.MaterializationAnswer;
import io.tidemark.template.TemplateDatabase;

/**
 * A materialization written in Jinja. It has the node's session, begins and commits as it says, and
 * what it has not committed at its end is undone, as in dbt.
 */
final class MacroMaterialization implements Materialization {

  private final WrittenMaterialization written;

  MacroMaterialization(WrittenMaterialization written) {
    this.written = written;
  }

  @Override
  public Materialized materialize(Work work) {
    return work.node().type() == ResourceType.TEST ? test(work) : relation(work);
  }

  /** As dbt does, what its statement "main" has fetched is judged. */
  private Materialized test(Work work) {
    try (TemplateDatabase database = TemplateDatabase.onDemand(work.session(), work.statements())) {
      String sql = work.compilation().sql(false, work.marks());
      MaterializationAnswer answer = written.run(sql, database);
      return Materialized.test(DataTestMaterialization.judged(work, answer.fetched()));
    }
  }

  private Materialized relation(Work work) {
    try (RelationLock lock =
            RelationLock.take(work.session(), work.statements(), work.target(), work.listener());
        TemplateDatabase database = TemplateDatabase.onDemand(work.session(), work.statements())) {
      String sql = work.compilation().sql(incremental(work), work.marks());
      MaterializationAnswer answer = written.run(sql, database);
      if (database.uncommitted()) {
        work.listener()
            .warning(
                "its materialization ended without a commit, so what it did is undone: it needs"
                    + " {{ adapter.commit() }}");
      }
      return new Materialized(answer.message(), answer.rows());
    }
  }

  /** As dbt has it: there is a table, the model is incremental, and no full refresh was asked. */
  private static boolean incremental(Work work) {
    return work.node().config().materialized().equals("incremental")
        && !work.node().config().bool("full_refresh", work.fullRefresh())
        && work.catalog().isTable(work.target());
  }
}
