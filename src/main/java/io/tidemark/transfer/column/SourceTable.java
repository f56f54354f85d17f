package io.tidemark.transfer.column;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.SqlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table at the source, or a view.
 *
 * @param relation its name
 * @param oid its number in the source's catalog
 * @param table false if it is a view or the like, which has no indexes
 * @param rows how many rows the catalog believes it has; negative if it does not know
 * @param readable true if the session's role may read all of it
 * @param comment its description, or null
 * @param columns in their order
 */
public record SourceTable(
    Relation relation,
    long oid,
    boolean table,
    double rows,
    boolean readable,
    @Nullable String comment,
    List<SourceColumn> columns) {

  /** Copies the list. */
  public SourceTable {
    columns = List.copyOf(columns);
  }

  /** Its name as the source takes it, whatever its database is called there. */
  public SqlText sql() {
    return new SqlText(new Identifier(relation.schema()).sql() + "." + relation.identifier().sql());
  }

  /** The names of its columns. */
  public List<String> names() {
    return columns.stream().map(SourceColumn::name).toList();
  }
}
