package io.tidemark.schedule;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data intervals of one job. Immutable. */
public final class Intervals {

  private static final int SHOWN = 3;

  private final Job job;

  public Intervals(Job job) {
    this.job = job;
  }

  /**
   * The interval that a date names: the one that begins then; a day alone names the only one that
   * begins on it. A job without a schedule takes any moment, and the interval is that moment.
   *
   * @param text as it was given
   * @throws ProjectException if it is no date, or no interval of the job begins then
   */
  public DataInterval named(String text) {
    Instant moment = Moments.of(text, job.timezone()).orElseThrow(() -> noDate(text));
    CronSchedule schedule = job.schedule();
    if (schedule == null) {
      return bounded(new DataInterval(moment, moment), text);
    }
    if (schedule.ticksAt(moment)) {
      return bounded(schedule.intervalFrom(moment), text);
    }
    Optional<LocalDate> day = Moments.date(text);
    List<Instant> onThatDay = day.map(date -> ticksOn(date, schedule)).orElse(List.of());
    if (onThatDay.size() == 1) {
      return bounded(schedule.intervalFrom(onThatDay.get(0)), text);
    }
    throw noStart(text, moment, onThatDay, schedule);
  }

  /**
   * The last interval that is over; for a job without a schedule this moment. Empty if none is yet,
   * or the job has ended.
   */
  public Optional<DataInterval> lastComplete(Instant now) {
    CronSchedule schedule = job.schedule();
    if (schedule == null) {
      return Optional.of(new DataInterval(now, now));
    }
    DataInterval last = schedule.lastComplete(now);
    Instant end = job.endDate();
    if (end != null && last.start().isAfter(end)) {
      Instant lastStart = schedule.before(end.plusNanos(1));
      last = schedule.intervalFrom(lastStart);
    }
    return Optional.of(last).filter(this::begun);
  }

  /**
   * The intervals that begin in a span of time and are over, oldest first.
   *
   * @param from the first moment at which one may begin
   * @param to the last one; null for no limit
   */
  public Stream<DataInterval> complete(Instant from, @Nullable Instant to, Instant now) {
    CronSchedule schedule = job.schedule();
    if (schedule == null) {
      return Stream.empty();
    }
    Instant start = job.startDate();
    Instant first = start != null && start.isAfter(from) ? start : from;
    return schedule
        .intervalsFrom(first)
        .takeWhile(
            interval ->
                !interval.end().isAfter(now)
                    && (to == null || !interval.start().isAfter(to))
                    && !ended(interval));
  }

  private boolean begun(DataInterval interval) {
    Instant start = job.startDate();
    return start == null || !interval.start().isBefore(start);
  }

  private boolean ended(DataInterval interval) {
    Instant end = job.endDate();
    return end != null && interval.start().isAfter(end);
  }

  private DataInterval bounded(DataInterval interval, String text) {
    if (!begun(interval)) {
      throw outside(text, "before the job's start_date, " + shown(job.startDate()));
    }
    if (ended(interval)) {
      throw outside(text, "after the job's end_date, " + shown(job.endDate()));
    }
    return interval;
  }

  private ProjectException outside(String text, String why) {
    return new ProjectException(
        Problem.of("The job %s has no interval for %s: that is %s".formatted(job.name(), text, why))
            .at(job.place()));
  }

  private static List<Instant> ticksOn(LocalDate day, CronSchedule schedule) {
    Instant end = day.plusDays(1).atStartOfDay(schedule.zone()).toInstant();
    return schedule
        .intervalsFrom(day.atStartOfDay(schedule.zone()).toInstant())
        .map(DataInterval::start)
        .takeWhile(tick -> tick.isBefore(end))
        .toList();
  }

  private static ProjectException noDate(String text) {
    return new ProjectException(
        Problem.of("\"" + text + "\" is no date").found("Allowed: " + Moments.ALLOWED + "."));
  }

  private ProjectException noStart(
      String text, Instant moment, List<Instant> onThatDay, CronSchedule schedule) {
    if (onThatDay.size() > 1) {
      String some =
          onThatDay.stream().limit(SHOWN).map(this::shown).collect(Collectors.joining(", "));
      return new ProjectException(
          Problem.of(
                  "%d intervals of the job %s begin on %s"
                      .formatted(onThatDay.size(), job.name(), text))
              .at(job.place())
              .found("Its schedule is \"%s\". They begin at %s, …".formatted(schedule.text(), some))
              .next("Give the time, too."));
    }
    return new ProjectException(
        Problem.of("No interval of the job %s begins at %s".formatted(job.name(), text))
            .at(job.place())
            .found("Its schedule is \"%s\".".formatted(schedule.text()))
            .next(
                "The nearest begin at %s and %s."
                    .formatted(shown(schedule.before(moment)), shown(schedule.after(moment)))));
  }

  private String shown(@Nullable Instant moment) {
    ZoneId zone = job.timezone();
    return moment == null ? "never" : moment.atZone(zone).toOffsetDateTime().toString();
  }
}
