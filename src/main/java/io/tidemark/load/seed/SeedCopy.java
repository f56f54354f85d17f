package io.tidemark.load.seed;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.CopyIn;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The second reading of a seed's file: its rows, written for a table whose columns are known. */
final class SeedCopy {

  private static final Set<String> SMALLER = Set.of("integer", "smallint");
  private static final Pattern COPY_LINE = Pattern.compile("\\bline (\\d+)");
  private static final Pattern COPY_COLUMN = Pattern.compile(", column ([^:]+):");

  private final SeedRequest request;
  private final List<SeedTarget> targets = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private SeedCopy(SeedRequest request) {
    this.request = request;
  }

  /**
   * A copy into a table.
   *
   * @param table its columns
   * @param timeZone the session's
   * @throws ProjectException if a number is too great for its column
   */
  static SeedCopy of(SeedRequest request, List<Column> table, String timeZone) {
    SeedCopy copy = new SeedCopy(request);
    ZoneId zone = zone(timeZone);
    Map<String, Column> byName =
        table.stream().collect(Collectors.toMap(Column::name, Function.identity()));
    List<String> names = request.names();
    for (int i = 0; i < names.size(); i++) {
      Column column = byName.get(names.get(i));
      if (column == null) {
        throw new IllegalStateException("no column " + names.get(i) + " in " + byName.keySet());
      }
      copy.add(request.shape().columns().get(i), column, SeedTarget.of(column, zone));
    }
    return copy;
  }

  private void add(SeedColumn column, Column there, SeedTarget target) {
    if (column.type() == SeedType.INTEGER
        && column.tooGreat() != null
        && SMALLER.contains(there.type())) {
      throw tooGreat(column, column.tooGreat(), there);
    }
    if (column.type() == SeedType.FLOAT && target.whole()) {
      warnings.add(
          "%s has decimal places now, and in the table it is %s: its numbers are rounded, as in dbt;"
                  .formatted(there.name(), there.type())
              + " --full-refresh gives the column a type that fits");
    }
    targets.add(target);
  }

  private ProjectException tooGreat(SeedColumn column, SeedCell cell, Column there) {
    return new ProjectException(
        Problem.of(
                "The column %s of the seed %s holds %s, which is too great for %s"
                    .formatted(column.name(), request.file().path(), cell.text(), there.type()))
            .at(request.file().at(cell.line()))
            .found("Whole numbers become integer, as in dbt.")
            .next(
                "Give the column a type, +column_types: {%s: bigint}, and run once with --full-refresh"
                    .formatted(column.name())));
  }

  private static ZoneId zone(String timeZone) {
    try {
      return ZoneId.of(timeZone);
    } catch (DateTimeException unknown) {
      throw new LoadException(
          "the session's time zone " + timeZone + " is not known here",
          "Give the seed's columns with offsets the type timestamptz (column_types), or set a time"
              + " zone by its name.");
    }
  }

  List<String> warnings() {
    return warnings;
  }

  /** Writes all rows. */
  void write(CopyIn copy) {
    SeedType[] types =
        request.shape().columns().stream().map(SeedColumn::type).toArray(SeedType[]::new);
    try (SeedRows rows = request.file().open()) {
      rows.next();
      while (rows.next()) {
        int size = rows.size();
        for (int i = 0; i < types.length; i++) {
          if (i < size) {
            value(copy, rows.chars(), rows.start(i), rows.end(i), types[i], targets.get(i));
          } else {
            copy.value(null);
          }
        }
        copy.endRow();
      }
    }
  }

  private static void value(
      CopyIn copy, char[] chars, int start, int end, SeedType type, SeedTarget target) {
    if (SeedValue.isAsWritten(chars, start, end, type, target)) {
      copy.value(chars, start, end);
    } else {
      copy.value(SeedValue.of(new String(chars, start, end - start), type, target));
    }
  }

  /** What the server has refused, at the line of the file. */
  RuntimeException located(StatementException refused) {
    SqlFailure failure = SqlFailure.of(refused.failure());
    String where = failure.where();
    Matcher line = COPY_LINE.matcher(where == null ? "" : where);
    if (!line.find()) {
      return refused;
    }
    Matcher column = COPY_COLUMN.matcher(where == null ? "" : where);
    String named = column.find() ? "The column " + column.group(1) : "A row";
    String detail = failure.detail() == null ? "" : " " + failure.detail();
    ProjectException told =
        new ProjectException(
            Problem.of(named + " of the seed " + request.file().path() + " is refused")
                .at(request.file().at(lineOf(Long.parseLong(line.group(1)))))
                .found("PostgreSQL says: " + failure.message() + "." + detail)
                .next(
                    "Correct the value, or the column's type: +column_types, or --full-refresh"
                        + " where the table has the type of an earlier file."));
    told.initCause(refused);
    return told;
  }

  /** The line at which the row of a number, from 1, begins. */
  private long lineOf(long number) {
    try (SeedRows rows = request.file().open()) {
      rows.next();
      long row = 0;
      while (row < number && rows.next()) {
        row++;
      }
      return rows.line();
    }
  }
}
