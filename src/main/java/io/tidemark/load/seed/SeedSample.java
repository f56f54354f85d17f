package io.tidemark.load.seed;

import io.tidemark.postgres.RowSet;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows of a seed's file, with the values that a table would get. */
public final class SeedSample {

  private static final SeedTarget TARGET = new SeedTarget(false, false, ZoneOffset.UTC);

  private SeedSample() {}

  /**
   * Reads them.
   *
   * @param shape what a scan of the file has found
   * @param limit at most so many; all if it is less than nothing
   */
  public static RowSet of(SeedFile file, SeedShape shape, int limit) {
    List<SeedColumn> columns = shape.columns();
    List<List<@Nullable String>> found = new ArrayList<>();
    try (SeedRows rows = file.open()) {
      rows.next();
      while ((limit < 0 || found.size() < limit) && rows.next()) {
        List<String> fields = rows.fields();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
          values.add(
              i < fields.size()
                  ? SeedValue.of(fields.get(i), columns.get(i).type(), TARGET)
                  : null);
        }
        found.add(values);
      }
    }
    return new RowSet(
        columns.stream().map(SeedColumn::name).toList(),
        columns.stream().map(column -> isNumeric(column.type())).toList(),
        columns.stream().map(column -> column.type() == SeedType.INTEGER).toList(),
        found,
        -1);
  }

  private static boolean isNumeric(SeedType type) {
    return type == SeedType.INTEGER || type == SeedType.FLOAT;
  }
}
