package io.tidemark.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The moments at which a cron expression of five fields ticks in a time zone. Immutable.
 *
 * <p>Where the clocks change, it does what Airflow does. A schedule for certain hours ticks once a
 * day, whatever the clocks do: a time that is skipped is made up for as much later as the clocks
 * jump (02:30 becomes 03:30), and of a time that comes twice the second is taken. A schedule for
 * every hour follows the hours that really pass.
 */
public final class CronSchedule {

  /** Airflow's names for common expressions. */
  private static final Map<String, String> PRESETS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@quarterly", "0 0 1 */3 *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final String text;
  private final ZoneId zone;
  private final LocalTicks ticks;
  private final boolean everyHour;

  private CronSchedule(String text, ZoneId zone, LocalTicks ticks, boolean everyHour) {
    this.text = text;
    this.zone = zone;
    this.ticks = ticks;
    this.everyHour = everyHour;
  }

  /**
   * Reads an expression, or one of Airflow's presets ({@code @daily}).
   *
   * @throws IllegalArgumentException if it is none, or never ticks; the message is a sentence
   *     without a full stop
   */
  public static CronSchedule of(String text, ZoneId zone) {
    String expression = PRESETS.getOrDefault(text.strip(), text.strip());
    List<String> fields = List.of(expression.split("\\s+"));
    if (expression.startsWith("@")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no preset; there are " + String.join(", ", presets()));
    }
    if (fields.size() != 5) {
      throw new IllegalArgumentException(
          "a cron line has five fields (minute, hour, day of month, month, day of week), not "
              + fields.size());
    }
    Cron cron;
    try {
      cron = PARSER.parse(expression).validate();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no cron line: " + reason(e), e);
    }
    LocalTicks ticks = new LocalTicks(ExecutionTime.forCron(cron));
    if (ticks.after(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw new IllegalArgumentException("\"" + text + "\" never comes: there is no such date");
    }
    return new CronSchedule(text, zone, ticks, fields.get(1).equals("*"));
  }

  /** The names that stand for an expression. */
  public static NavigableSet<String> presets() {
    return new TreeSet<>(PRESETS.keySet());
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Its five fields: what a preset stands for. */
  public String expression() {
    return PRESETS.getOrDefault(text.strip(), text.strip());
  }

  /** The zone whose clocks it follows. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * The first tick after a moment.
   *
   * @throws IllegalStateException if there is none any more
   */
  public Instant after(Instant moment) {
    Instant from = moment;
    OffsetPeriod period = OffsetPeriod.at(moment, zone);
    while (true) {
      Optional<Instant> tick = period.after(from, ticks, everyHour);
      if (tick.isPresent()) {
        return tick.get();
      }
      ZoneOffsetTransition change = period.last();
      if (change == null) {
        throw new IllegalStateException(text + " does not tick after " + moment);
      }
      period = OffsetPeriod.at(change.getInstant(), zone);
      from = change.getInstant().minusNanos(1);
    }
  }

  /**
   * The last tick before a moment.
   *
   * @throws IllegalStateException if there was none
   */
  public Instant before(Instant moment) {
    Instant from = moment;
    OffsetPeriod period = OffsetPeriod.at(moment.minusNanos(1), zone);
    while (true) {
      Optional<Instant> tick = period.before(from, ticks, everyHour);
      if (tick.isPresent()) {
        return tick.get();
      }
      ZoneOffsetTransition change = period.first();
      if (change == null) {
        throw new IllegalStateException(text + " does not tick before " + moment);
      }
      from = change.getInstant();
      period = OffsetPeriod.at(from.minusNanos(1), zone);
    }
  }

  /** Whether it ticks at that very moment. */
  public boolean ticksAt(Instant moment) {
    return after(moment.minusNanos(1)).equals(moment);
  }

  /** The interval that begins with a tick. */
  public DataInterval intervalFrom(Instant tick) {
    return new DataInterval(tick, after(tick));
  }

  /** The last interval that was over at a moment. */
  public DataInterval lastComplete(Instant now) {
    Instant end = before(now.plusNanos(1));
    return new DataInterval(before(end), end);
  }

  /** The intervals from the first tick on that is not before a moment, oldest first, endless. */
  public Stream<DataInterval> intervalsFrom(Instant moment) {
    return Stream.iterate(
        intervalFrom(after(moment.minusNanos(1))), interval -> intervalFrom(interval.end()));
  }

  private static String reason(IllegalArgumentException e) {
    String message = e.getMessage();
    return message == null ? "it can't be read" : message;
  }

  @Override
  public String toString() {
    return text + " in " + zone;
  }
}
