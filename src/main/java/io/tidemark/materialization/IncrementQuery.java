package io.tidemark.materialization;

import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.load.filter.BlockedFilters;
import io.tidemark.load.filter.BlockedFilters.Blocked;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.ProjectException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The query that gives a model's increment, and whether its filter lets any row pass. */
final class IncrementQuery {

  private final Work work;
  private final boolean incremental;
  private final HighWaterMarks marks;
  private final BlockedFilters filters;
  private String sql = "";

  /**
   * A query that is not rendered yet.
   *
   * @param incremental what {@code is_incremental()} says
   */
  IncrementQuery(Work work, boolean incremental) {
    this.work = work;
    this.incremental = incremental;
    this.marks = work.marks();
    this.filters = new BlockedFilters(work.session(), work.statements(), work.schema());
  }

  /**
   * The query. Where a high-water mark was asked for and the table is empty, nothing was loaded
   * yet, and it is the query of the first run: no row could be greater than no mark.
   */
  String render() {
    sql = work.compilation().sql(incremental, marks);
    if (incremental && !marks.missing().isEmpty() && filters.isEmpty(work.target())) {
      sql = work.compilation().sql(false, marks);
    }
    return sql;
  }

  /** The columns whose high-water mark it asks for. */
  Set<String> asked() {
    return marks.asked();
  }

  /** After it has given no rows: warns if it never will, and writes that into the books. */
  void sayIfBlocked() {
    try {
      Optional<Blocked> blocked =
          filters.look(
              work.node().uniqueId(),
              work.target(),
              sql,
              marks.missing(),
              () -> work.compilation().whole(),
              work.invocationId());
      blocked.ifPresent(found -> work.listener().warning(said(found)));
    } catch (StatementException | ProjectException unknown) {
      // The load itself is done and well; that nothing can be said of its filter is no failure.
      work.listener().notice("whether its filter lets rows pass could not be found out");
    }
  }

  private String said(Blocked blocked) {
    String greatest =
        blocked.columns().stream()
            .map(column -> "max(" + column + ")")
            .collect(Collectors.joining(" and "));
    String why = blocked.tableEmpty() ? "the table is empty" : "the table holds no other value";
    return ("its filter lets no row pass, now and for ever: %s is NULL, because %s. Write"
            + " coalesce(%s, …)%s, or build it anew: --full-refresh")
        .formatted(
            greatest,
            why,
            "max(" + blocked.columns().get(0) + ")",
            blocked.tableEmpty()
                ? " or use {{ high_water_mark('" + blocked.columns().get(0) + "') }}"
                : "");
  }
}
