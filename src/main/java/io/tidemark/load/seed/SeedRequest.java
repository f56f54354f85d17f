package io.tidemark.load.seed;

import io.tidemark.postgres.Relation;
import java.util.List;
import java.util.Map;

/**
 * What is to become of a seed's file.
 *
 * @param file the file
 * @param shape what a scan of it has shown
 * @param target the table
 * @param columnTypes the types that are configured, by column, as PostgreSQL takes them
 * @param quoteColumns true if the table's columns have the header's names exactly; false if they
 *     are folded to lower case, as names without quotes are
 * @param rebuild true if the table is built anew where it is there
 */
public record SeedRequest(
    SeedFile file,
    SeedShape shape,
    Relation target,
    Map<String, String> columnTypes,
    boolean quoteColumns,
    boolean rebuild) {

  /** Copies the map. */
  public SeedRequest {
    columnTypes = Map.copyOf(columnTypes);
  }

  /** What the table's columns are called, in the header's order. */
  List<String> names() {
    return shape.columns().stream().map(column -> ColumnName.of(column.name(), this)).toList();
  }

  /** What a column of a new table is, as PostgreSQL takes it. */
  String type(SeedColumn column) {
    return columnTypes.getOrDefault(column.name(), column.type().sql());
  }
}
