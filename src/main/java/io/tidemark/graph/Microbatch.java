package io.tidemark.graph;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch of a microbatch model: the rows whose event time is in a window.
 *
 * @param size how long it was planned to be
 * @param start the first moment that is in it
 * @param end the first moment after it
 */
public record Microbatch(BatchSize size, Instant start, Instant end)
    implements Comparable<Microbatch> {

  private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** How it is called in lines and in the names of files: {@code 2024-01-31}. */
  public String name() {
    return size.name(start);
  }

  /** {@code model.batch.id}: {@code 20240131}. */
  public String id() {
    return name().replace("-", "");
  }

  /** Its start as Python writes it, and so dbt: {@code 2024-01-31 00:00:00+00:00}. */
  public String startText() {
    return text(start);
  }

  /** Its end likewise. */
  public String endText() {
    return text(end);
  }

  /** What templates know as {@code model.batch}. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("id", id());
    values.put("event_time_start", utc(start));
    values.put("event_time_end", utc(end));
    return values;
  }

  /** What dbt puts into the configuration of a model for each of its batches; macros read it. */
  public Map<String, Object> configuration() {
    return Map.of(
        "__dbt_internal_microbatch_event_time_start", utc(start),
        "__dbt_internal_microbatch_event_time_end", utc(end));
  }

  @Override
  public int compareTo(Microbatch other) {
    int byStart = start.compareTo(other.start);
    return byStart == 0 ? end.compareTo(other.end) : byStart;
  }

  private static String text(Instant time) {
    return SQL.format(utc(time)) + "+00:00";
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
