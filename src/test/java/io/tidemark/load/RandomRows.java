package io.tidemark.load;

import static io.tidemark.load.RandomColumn.pick;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A query that gives rows which were made up. */
final class RandomRows {

  private RandomRows() {}

  /**
   * Some rows, among them often some that are there twice.
   *
   * @param label goes into the filler, which so tells where a row came from
   * @param most how many rows there are at most
   */
  static String query(
      List<RandomColumn> columns, int filler, String label, int most, Random random) {
    boolean distinct = random.nextInt(3) > 0;
    int rows = pick(List.of(0, 1, most / 4, most, most), random);
    int first = 1 + random.nextInt(columns.size());
    Set<List<String>> seen = new HashSet<>();
    List<List<String>> kept = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      boolean again = !distinct && !kept.isEmpty() && random.nextInt(10) == 0;
      List<String> row =
          again
              ? pick(kept, random)
              : columns.stream().map(column -> column.literal(random)).toList();
      if (seen.add(row.subList(0, first)) || !distinct) {
        kept.add(row);
      }
    }
    return text(columns, filler, label, kept);
  }

  private static String text(
      List<RandomColumn> columns, int filler, String label, List<List<String>> rows) {
    String names = columns.stream().map(RandomColumn::name).collect(Collectors.joining(", "));
    String nothing =
        columns.stream().map(c -> "null::" + c.type()).collect(Collectors.joining(", "));
    List<String> values = new ArrayList<>(List.of("(0, " + nothing + ")"));
    for (int i = 0; i < rows.size(); i++) {
      values.add("(" + (i + 1) + ", " + String.join(", ", rows.get(i)) + ")");
    }
    String wide =
        filler == 0 ? "" : ", rpad('%s.' || no || ' ', %d, '.') as filler".formatted(label, filler);
    return "select %s%s from (values %s) t(no, %s) where no > 0"
        .formatted(names, wide, String.join(",\n", values), names);
  }
}
