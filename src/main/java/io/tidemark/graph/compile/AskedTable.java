package io.tidemark.graph.compile;

import io.tidemark.graph.Node;
import io.tidemark.postgres.Relation;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * As dbt's {@code is_incremental()} finds out: a model is, whose table is there and is not to be
 * built anew. It is asked when the first template does, and stays what it was then, also for hooks
 * that come after the table was made. For one thread.
 */
public final class AskedTable implements AlreadyBuilt {

  private final Node node;
  private final boolean fullRefresh;
  private final Predicate<Relation> isTable;
  private final UnaryOperator<String> highWaterMark;
  private @Nullable Boolean incremental;

  /**
   * Nothing is asked yet.
   *
   * @param fullRefresh true if the command asks for everything to be built anew
   * @param isTable asks the database
   * @param highWaterMark gives the mark of a column as SQL
   */
  public AskedTable(
      Node node,
      boolean fullRefresh,
      Predicate<Relation> isTable,
      UnaryOperator<String> highWaterMark) {
    this.node = node;
    this.fullRefresh = fullRefresh;
    this.isTable = isTable;
    this.highWaterMark = highWaterMark;
  }

  @Override
  public boolean incremental() {
    Boolean known = incremental;
    if (known == null) {
      known =
          node.config().materialized().equals("incremental")
              && !node.config().bool("full_refresh", fullRefresh)
              && isTable.test(node.relation());
      incremental = known;
    }
    return known;
  }

  /** Whoever builds the node knows better. */
  public void decide(boolean decided) {
    incremental = decided;
  }

  @Override
  public String highWaterMark(String column) {
    return highWaterMark.apply(column);
  }
}
