package io.tidemark.transfer.column;

import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.SqlText;

/**
 * A column as it is copied.
 *
 * @param source what it is at the source
 * @param type its type in the copy
 * @param cast true if the source has to convert it, so that its binary form is the copy's
 * @param textOnly true if only its text is the same in both databases
 */
public record CopyColumn(SourceColumn source, String type, boolean cast, boolean textOnly) {

  /** Its name, in both. */
  public String name() {
    return source.name();
  }

  /** Its name in SQL. */
  public Identifier identifier() {
    return new Identifier(source.name());
  }

  /** What the source is asked for. */
  public SqlText selected() {
    String name = identifier().sql();
    return new SqlText(cast ? name + "::" + type : name);
  }

  /** As a column of the copy that would be made now. */
  public Column column() {
    return new Column(name(), type, false, source.comparable());
  }

  /** The same column in a copy in which it has another type, which holds each of its values. */
  CopyColumn as(String other) {
    return new CopyColumn(source, other, true, textOnly);
  }
}
