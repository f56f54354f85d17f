package io.tidemark.report.history;

import io.tidemark.batch.history.Launched;
import io.tidemark.batch.history.LogLine;
import io.tidemark.batch.history.StepRow;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code tidemark logs}: the lines of a launch below a line that says which it was. */
public final class RunLogText {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final ZoneId zone;

  /**
   * A text writer.
   *
   * @param zone in which times are told
   */
  public RunLogText(ZoneId zone) {
    this.zone = zone;
  }

  /** A launch's lines. */
  public String of(Launched launch, List<LogLine> lines) {
    String head =
        "==== launch %d, %s: %s ===="
            .formatted(
                launch.executionId(),
                DAY.format(launch.start().atZone(zone)),
                launch.state().word());
    return lines.stream()
        .map(line -> TIME.format(line.at().atZone(zone)) + "  " + line.text())
        .collect(Collectors.joining("\n", head + "\n", ""));
  }

  /** What steps have said, of which no line was kept. */
  public String ofSteps(List<StepRow> steps) {
    return steps.stream()
        .map(
            step ->
                "%s: %s%s"
                    .formatted(
                        step.name(),
                        step.state().airflowName(),
                        step.message().isEmpty()
                            ? ""
                            : "\n  " + step.message().replace("\n", "\n  ")))
        .collect(Collectors.joining("\n"));
  }
}
