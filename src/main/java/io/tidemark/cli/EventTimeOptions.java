package io.tidemark.cli;

import io.tidemark.materialization.EventTimes;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which time the microbatch models of a run are about, by dbt's rules. */
final class EventTimeOptions {

  private static final String START = "--event-time-start";
  private static final String END = "--event-time-end";
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}");

  @Option(
      names = START,
      paramLabel = "TIME",
      description = {
        "Where the first batch of microbatch models starts, in UTC: 2024-01-31 or"
            + " 2024-01-31T06:00:00.",
        "Default: the model's begin for a new table, else its lookback."
      })
  @Nullable String start;

  @Option(
      names = END,
      paramLabel = "TIME",
      description = "Where their last batch ends; that moment is not in it. Default: now.")
  @Nullable String end;

  /**
   * The times.
   *
   * @param now when the run began
   * @throws ProjectException if one can't be read, or they don't belong together
   */
  EventTimes checked(Instant now) {
    Problems problems = new Problems();
    Instant from = read(START, start, problems);
    Instant until = read(END, end, problems);
    problems.throwIfAny();
    if ((from == null) != (until == null)) {
      throw new ProjectException(
          Problem.of(
                  "%s was given without %s"
                      .formatted(from == null ? END : START, from == null ? START : END))
              .next("Give both, or none."));
    }
    if (from != null && until != null && !from.isBefore(until)) {
      throw new ProjectException(
          Problem.of(START + " must be before " + END)
              .found("Found " + start + " and " + end + "."));
    }
    return new EventTimes(from, until, now);
  }

  private static @Nullable Instant read(String option, @Nullable String text, Problems problems) {
    if (text == null) {
      return null;
    }
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      if (TIME.matcher(text).matches()) {
        return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException noSuchTime) {
      // 2024-02-30 looks like a date and is none.
      problems.add(notATime(option, text));
      return null;
    }
    problems.add(notATime(option, text));
    return null;
  }

  private static Problem notATime(String option, String text) {
    return Problem.of(option + " is no time")
        .found("Found \"" + text + "\". It is read as UTC.")
        .next("Write a date or a date and a time: 2024-01-31, or 2024-01-31T06:00:00.");
  }
}
