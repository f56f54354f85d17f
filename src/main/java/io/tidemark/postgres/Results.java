package io.tidemark.postgres;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What statements that somebody else has written give: there may be several in one text, of which
 * the last one's result counts.
 */
final class Results {

  private static final Set<Integer> NUMERIC =
      Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE);

  private static final Set<Integer> WHOLE = Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT);

  private static final String NO_DATA = "02000";

  private Results() {}

  /** How many rows the last one changed or made; 0 where that has no meaning. */
  static long changed(Statement executed) throws SQLException {
    long last = 0;
    boolean rows = executed.getResultSet() != null;
    while (true) {
      if (!rows) {
        long count = executed.getLargeUpdateCount();
        if (count < 0) {
          return last;
        }
        last = count;
      }
      rows = executed.getMoreResults();
    }
  }

  /**
   * The rows of the first that gives some; others, such as a SET, may stand before it.
   *
   * @param first whether the first one gives rows
   */
  static RowSet firstRows(Statement executed, boolean first, int limit) throws SQLException {
    boolean rows = first;
    while (!rows) {
      if (executed.getLargeUpdateCount() < 0) {
        throw new SQLException("the statement gives no rows", NO_DATA);
      }
      rows = executed.getMoreResults();
    }
    return read(executed.getResultSet(), limit);
  }

  /**
   * The rows of the last one, or how many it changed.
   *
   * @param first whether the first one gives rows
   */
  static RowSet last(Statement executed, boolean first) throws SQLException {
    RowSet last = RowSet.none(0);
    boolean rows = first;
    while (true) {
      if (rows) {
        last = read(executed.getResultSet(), Integer.MAX_VALUE);
      } else if (executed.getLargeUpdateCount() < 0) {
        return last;
      } else {
        last = RowSet.none(executed.getLargeUpdateCount());
      }
      rows = executed.getMoreResults();
    }
  }

  /**
   * The last one's answer, with values of their types.
   *
   * @param first whether the first one gives rows
   * @param limit how many rows are read at most; negative if they are only counted
   */
  static StatementAnswer answer(String sql, Statement executed, boolean first, int limit)
      throws SQLException {
    List<String> columns = List.of();
    List<List<@Nullable Object>> rows = List.of();
    long changed = -1;
    boolean gives = first;
    while (true) {
      if (gives) {
        ResultSet row = executed.getResultSet();
        columns = limit < 0 ? List.of() : TypedValues.columns(row);
        rows = limit < 0 ? List.of() : TypedValues.rows(row, limit);
        changed = limit < 0 ? count(row) : rows.size();
      } else if (executed.getLargeUpdateCount() < 0) {
        String message = CommandTag.of(sql, changed);
        boolean counted = message.chars().anyMatch(Character::isDigit);
        return new StatementAnswer(message, counted ? changed : -1, columns, rows);
      } else {
        columns = List.of();
        rows = List.of();
        changed = executed.getLargeUpdateCount();
      }
      gives = executed.getMoreResults();
    }
  }

  private static long count(ResultSet row) throws SQLException {
    long count = 0;
    while (row.next()) {
      count++;
    }
    return count;
  }

  private static RowSet read(ResultSet row, int limit) throws SQLException {
    ResultSetMetaData described = row.getMetaData();
    List<String> columns = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    List<Boolean> whole = new ArrayList<>();
    for (int i = 1; i <= described.getColumnCount(); i++) {
      columns.add(described.getColumnLabel(i));
      numeric.add(NUMERIC.contains(described.getColumnType(i)));
      whole.add(WHOLE.contains(described.getColumnType(i)));
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    while (rows.size() < limit && row.next()) {
      List<@Nullable String> values = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        values.add(row.getString(i));
      }
      rows.add(values);
    }
    return new RowSet(columns, numeric, whole, rows, -1);
  }
}
