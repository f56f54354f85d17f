package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.load.filter.BlockedFilters;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import org.jspecify.annotations.Nullable;

/**
 * The high-water marks that a node's template asks for while it is compiled and not run: those that
 * its next run would find. For one thread.
 */
final class AskedMarks {

  private final Node node;
  private final AskedDatabase database;
  private @Nullable HighWaterMarks marks;

  AskedMarks(Node node, AskedDatabase database) {
    this.node = node;
    this.database = database;
  }

  /** The greatest value of a column of the node's table, as SQL. */
  String greatest(String column) {
    HighWaterMarks asked = marks;
    if (asked == null) {
      database.checkIntrospection();
      asked = new HighWaterMarks(database.session(), new Statements(), TargetConnection.SCHEMA);
      marks = asked;
    }
    return asked.greatest(node.relation(), column).sql();
  }

  /** True if one was asked for and the table is empty: a run would render as for its first. */
  boolean nothingLoaded() {
    if (marks == null || marks.missing().isEmpty()) {
      return false;
    }
    Session session = database.session();
    return new BlockedFilters(session, new Statements(), TargetConnection.SCHEMA)
        .isEmpty(node.relation());
  }
}
