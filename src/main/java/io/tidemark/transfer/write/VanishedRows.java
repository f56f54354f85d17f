package io.tidemark.transfer.write;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.CopyBytes;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.plan.Deletes;
import io.tidemark.transfer.read.ReadAhead;
import io.tidemark.transfer.read.RowStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of a copy that the source no longer has: found by comparing all keys. In the transaction
 * that the session is in.
 */
public final class VanishedRows {

  private static final String KEYS = "tidemark_keys";
  private static final Identifier MARK = new Identifier(Deletes.MARK_COLUMN);

  private final Session session;
  private final Statements statements;
  private final Relation target;
  private final CopyShape shape;

  /** Looks in a copy, on a session of the target. */
  public VanishedRows(Session session, Statements statements, Relation target, CopyShape shape) {
    this.session = session;
    this.statements = statements;
    this.target = target;
    this.shape = shape;
  }

  /**
   * Deletes or marks them, and takes the mark off those that have come back.
   *
   * @param deletes what is done; nothing for {@link Deletes#IGNORE}
   * @param keys reads the keys of all rows of the source
   * @return how many rows were deleted or marked
   */
  public long apply(Deletes deletes, ReadAhead keys) {
    if (deletes == Deletes.IGNORE) {
      return 0;
    }
    try (StagingTable there =
        StagingTable.make(session, statements, KEYS, target, shape.key(), List.of())) {
      copy(keys, there);
      session.execute(statements.render("transfer/analyze", Map.of("name", there.name())));
      Map<String, Object> values = new HashMap<>();
      values.put("target", target);
      values.put("keys", there.name());
      values.put("mark_column", MARK);
      values.put("match", ChunkMerge.match(shape.key(), "kept"));
      return switch (deletes) {
        case IGNORE -> 0;
        case REMOVE -> session.execute(statements.render("transfer/delete_vanished", values));
        case MARK -> {
          session.execute(statements.render("transfer/unmark_returned", values));
          yield session.execute(statements.render("transfer/mark_vanished", values));
        }
      };
    }
  }

  private void copy(ReadAhead keys, StagingTable into) {
    RowStream rows = keys.read();
    while (rows != null) {
      try (CopyBytes copy = into.copy(shape.keyFormat())) {
        rows.writeTo(copy);
        copy.end();
      }
      rows = keys.read();
    }
  }

  /**
   * Takes the rows that the source no longer has along, marked, into a copy that was built anew.
   *
   * @param into the new one, which is not in its place yet
   * @return how many there are
   */
  public long carry(Relation into) {
    List<Column> there = new Catalog(session, statements).columns(target);
    Set<String> names = there.stream().map(Column::name).collect(Collectors.toSet());
    List<CopyColumn> both = new ArrayList<>(shape.columns());
    both.removeIf(column -> !names.contains(column.name()));
    if (!both.containsAll(shape.key())) {
      return 0;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("into", into);
    values.put("target", target);
    values.put("columns", StagingTable.names(both));
    values.put("mark_column", MARK);
    values.put("marked", names.contains(Deletes.MARK_COLUMN));
    values.put("match", ChunkMerge.match(shape.key(), "kept"));
    return session.execute(statements.render("transfer/carry_vanished", values));
  }
}
