package io.tidemark.transfer.column;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.plan.ColumnChoice;
import io.tidemark.transfer.plan.TransferRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request asks to be copied of a table, checked before a row is read. */
public final class ShapeOfSource {

  private static final String WATERMARK = "watermark";
  private static final String UNIQUE_KEY = "unique_key";
  private static final String COLUMNS = "columns";

  private static final Pattern GROWING =
      Pattern.compile("timestamp.*|date|smallint|integer|bigint|numeric.*");

  private final SourceCatalog catalog;
  private final CopyTypes types;

  /**
   * Compares both sides.
   *
   * @param target a session of the target
   * @param catalog the source's
   */
  public ShapeOfSource(Session target, Statements statements, SourceCatalog catalog) {
    this.catalog = catalog;
    this.types = new CopyTypes(target, statements, catalog);
  }

  /**
   * The columns that are copied, as a copy made now would have them.
   *
   * @throws LoadException if a name or a type is wrong, or a column must not be read
   */
  public CopyShape of(TransferRequest request, SourceTable table) {
    ColumnNames names = new ColumnNames(table);
    List<SourceColumn> chosen = chosen(request.columns(), table, names);
    List<SourceColumn> key =
        request.uniqueKey().stream().map(name -> names.find(name, UNIQUE_KEY)).distinct().toList();
    key.forEach(column -> requireChosen(column, chosen, UNIQUE_KEY));
    List<SourceColumn> scan = catalog.indexed(table, key);
    String growing = request.watermark();
    SourceColumn watermark = growing == null ? null : names.find(growing, WATERMARK);
    if (watermark != null) {
      requireChosen(watermark, chosen, WATERMARK);
      checkWatermark(watermark);
    }
    catalog.checkReadable(table, chosen);
    List<CopyColumn> columns = types.of(chosen);
    return new CopyShape(
        columns,
        key.stream().map(column -> columns.get(chosen.indexOf(column))).toList(),
        scan.stream().map(column -> columns.get(chosen.indexOf(column))).toList(),
        watermark == null ? null : columns.get(chosen.indexOf(watermark)));
  }

  private static List<SourceColumn> chosen(
      ColumnChoice choice, SourceTable table, ColumnNames names) {
    Set<SourceColumn> named = new LinkedHashSet<>();
    choice.names().forEach(name -> named.add(names.find(name, COLUMNS)));
    List<SourceColumn> chosen =
        switch (choice.how()) {
          case ALL -> table.columns();
          case INCLUDE -> table.columns().stream().filter(named::contains).toList();
          case EXCLUDE ->
              table.columns().stream().filter(column -> !named.contains(column)).toList();
        };
    if (chosen.isEmpty()) {
      throw new LoadException(
              "there is no column to copy of " + table.relation().display(), "Leave a column in.")
          .about(COLUMNS);
    }
    return chosen;
  }

  private static void requireChosen(
      SourceColumn column, List<SourceColumn> chosen, String setting) {
    if (!chosen.contains(column)) {
      throw new LoadException(
              "the %s column \"%s\" is left out by columns"
                  .formatted(setting.replace('_', ' '), column.name()),
              "Copy it too: without it the rows in the copy can't be told apart.")
          .about(setting, column.name());
    }
  }

  private static void checkWatermark(SourceColumn column) {
    if (!GROWING.matcher(column.type()).matches() || column.nature().array()) {
      throw new LoadException(
              "the watermark \"%s\" is of type %s, which does not grow with time"
                  .formatted(column.name(), column.declared()),
              "Take a timestamp, a date or a whole number that grows whenever a row changes; or"
                  + " leave watermark away, to copy the table whole each time.")
          .about(WATERMARK, column.name());
    }
  }
}
