package io.tidemark.materialization.unit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows that a model gave with those it should give, as multisets: their order means
 * nothing, how often a row is there does. What differs is told as a table, in the look of daff,
 * which dbt uses: {@code ---} should be there, {@code +++} should not, {@code →} has other values.
 */
final class RowsDiff {

  private static final Comparator<List<@Nullable String>> BY_VALUES =
      (one, other) -> {
        for (int i = 0; i < one.size(); i++) {
          int compared =
              Objects.compare(
                  one.get(i), other.get(i), Comparator.nullsLast(Comparator.naturalOrder()));
          if (compared != 0) {
            return compared;
          }
        }
        return 0;
      };

  private static final int MARK_WIDTH = 3;

  private final List<String> columns;
  private final List<Line> lines = new ArrayList<>();

  private RowsDiff(List<String> columns) {
    this.columns = columns;
  }

  /**
   * What differs, for a person; empty if nothing does.
   *
   * @param columns the names of the values in each row
   */
  static Optional<String> of(
      List<String> columns,
      List<List<@Nullable String>> expected,
      List<List<@Nullable String>> actual) {
    RowsDiff diff = new RowsDiff(columns);
    diff.compare(expected, actual);
    return diff.lines.stream().allMatch(line -> line.mark.isEmpty())
        ? Optional.empty()
        : Optional.of(diff.table());
  }

  private void compare(List<List<@Nullable String>> expected, List<List<@Nullable String>> actual) {
    Map<List<@Nullable String>, Integer> unmatched = new HashMap<>();
    actual.forEach(row -> unmatched.merge(row, 1, Integer::sum));
    List<List<@Nullable String>> missing = new ArrayList<>();
    List<List<@Nullable String>> same = new ArrayList<>();
    for (List<@Nullable String> row : expected) {
      int left = unmatched.getOrDefault(row, 0);
      if (left == 0) {
        missing.add(row);
      } else {
        unmatched.put(row, left - 1);
        same.add(row);
      }
    }
    List<List<@Nullable String>> extra = new ArrayList<>();
    unmatched.forEach(
        (row, count) -> {
          for (int i = 0; i < count; i++) {
            extra.add(row);
          }
        });
    extra.sort(BY_VALUES);
    same.forEach(row -> lines.add(new Line("", row, row)));
    missing.forEach(row -> lines.add(missing(row, extra)));
    lines.sort(Comparator.comparing(line -> line.row, BY_VALUES));
    extra.forEach(row -> lines.add(new Line("+++", row, row)));
  }

  /** With the row that is most like it, which then is no longer extra; or alone. */
  private static Line missing(List<@Nullable String> row, List<List<@Nullable String>> extra) {
    int most = 0;
    int nearest = -1;
    for (int i = 0; i < extra.size(); i++) {
      int alike = alike(row, extra.get(i));
      if (alike > most) {
        most = alike;
        nearest = i;
      }
    }
    return nearest < 0 ? new Line("---", row, row) : new Line("→", row, extra.remove(nearest));
  }

  private static int alike(List<@Nullable String> one, List<@Nullable String> other) {
    int alike = 0;
    for (int i = 0; i < one.size(); i++) {
      String value = one.get(i);
      alike += value != null && value.equals(other.get(i)) ? 1 : 0;
    }
    return alike;
  }

  private String table() {
    List<List<String>> table = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("@@"));
    header.addAll(columns);
    table.add(header);
    boolean left = false;
    for (int i = 0; i < lines.size(); i++) {
      if (nearChange(i)) {
        table.add(lines.get(i).cells());
        left = false;
      } else if (!left) {
        List<String> dots = new ArrayList<>();
        header.forEach(any -> dots.add("..."));
        table.add(dots);
        left = true;
      }
    }
    return aligned(table);
  }

  /** Rows that are as they should be are only shown beside those that are not. */
  private boolean nearChange(int index) {
    for (int i = Math.max(0, index - 1); i <= Math.min(lines.size() - 1, index + 1); i++) {
      if (!lines.get(i).mark.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static String aligned(List<List<String>> table) {
    int columns = table.get(0).size();
    int[] widths = new int[columns];
    widths[0] = MARK_WIDTH;
    for (List<String> row : table) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        line.append(i == 0 ? "" : ",").append(cell);
        if (i + 1 < columns) {
          line.append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length())));
        }
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
    return text.toString();
  }

  private static String shown(@Nullable String value) {
    return value == null ? "NULL" : value.replace("\n", "\\n");
  }

  /** A row of the table: as it should be, and as it is. */
  private record Line(String mark, List<@Nullable String> row, List<@Nullable String> actual) {

    List<String> cells() {
      List<String> cells = new ArrayList<>(List.of(mark));
      for (int i = 0; i < row.size(); i++) {
        String should = shown(row.get(i));
        String is = shown(actual.get(i));
        cells.add(should.equals(is) ? should : should + "→" + is);
      }
      return cells;
    }
  }
}
