package io.tidemark.template.table;

import io.tidemark.jinja.value.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the type of each column: the first of its candidates that every cell can be. */
enum TypeTester {
  /** The types of dbt's own tables, whose cells are values already. */
  DBT,
  /** The types that agate looks for in a table that it makes itself. */
  AGATE;

  private List<DataType> candidates() {
    return switch (this) {
      case DBT ->
          List.of(
              DataType.INTEGER,
              DataType.NUMBER,
              DataType.DATE,
              DataType.DATETIME,
              DataType.BOOLEAN,
              DataType.TEXT);
      case AGATE ->
          List.of(
              DataType.BOOLEAN,
              DataType.NUMBER,
              DataType.TIME_DELTA,
              DataType.DATE,
              DataType.DATETIME,
              DataType.TEXT);
    };
  }

  /** The cell as a value of the type; {@link Missing#MISSING} if it is none. */
  @Nullable Object cast(DataType type, @Nullable Object value) {
    return switch (this) {
      case DBT -> CellCast.own(type, value);
      case AGATE -> CellCast.read(type, value);
    };
  }

  /**
   * The columns' types.
   *
   * @param forced types that are known, by the place of the column
   */
  List<DataType> types(
      int columns,
      List<? extends List<? extends @Nullable Object>> rows,
      Map<Integer, DataType> forced) {
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      DataType known = forced.get(i);
      boolean texts =
          this == DBT && rows.stream().anyMatch(row -> row.get(column) instanceof String);
      types.add(known != null ? known : texts ? DataType.TEXT : first(rows, i));
    }
    return types;
  }

  private DataType first(List<? extends List<? extends @Nullable Object>> rows, int column) {
    for (DataType candidate : candidates()) {
      if (rows.stream().allMatch(row -> cast(candidate, row.get(column)) != Missing.MISSING)) {
        return candidate;
      }
    }
    return DataType.TEXT;
  }
}
