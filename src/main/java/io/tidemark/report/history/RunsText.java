package io.tidemark.report.history;

import io.tidemark.batch.StepState;
import io.tidemark.batch.history.RunRow;
import io.tidemark.report.table.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code tidemark runs} for people. */
public final class RunsText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Instant now;
  private final ZoneId zone;

  /**
   * A text writer.
   *
   * @param now until when what is at work has taken
   * @param zone in which times are told
   */
  public RunsText(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /**
   * The table.
   *
   * @param sites whether to tell whose each run is
   */
  public String of(List<RunRow> runs, boolean sites) {
    List<String> columns =
        new ArrayList<>(
            List.of("run", "job", "date", "state", "started", "seconds", "launches", "steps"));
    if (sites) {
      columns.add(1, "project");
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (RunRow run : runs) {
      List<@Nullable String> row = new ArrayList<>();
      row.add(Long.toString(run.id()));
      if (sites) {
        row.add(run.site());
      }
      row.add(run.what());
      row.add(run.logicalDate());
      row.add(run.state().word());
      row.add(time(run.start()));
      row.add(seconds(run.duration(now)));
      row.add(Integer.toString(run.launches().size()));
      row.add(counts(run));
      rows.add(row);
    }
    List<Boolean> numeric =
        columns.stream().map(List.of("run", "seconds", "launches")::contains).toList();
    return TextTable.render(columns, numeric, rows);
  }

  /** {@code 12 success, 1 failed}. */
  static String counts(RunRow run) {
    return Arrays.stream(StepState.values())
        .filter(word -> run.count(word) > 0)
        .map(word -> run.count(word) + " " + word.airflowName())
        .collect(Collectors.joining(", "));
  }

  String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant.atZone(zone));
  }

  static String seconds(@Nullable Duration duration) {
    return duration == null ? "" : String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
