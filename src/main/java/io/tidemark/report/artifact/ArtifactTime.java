package io.tidemark.report.artifact;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times as dbt's artifacts have them. */
final class ArtifactTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private ArtifactTime() {}

  /** {@code 2024-01-31T10:20:31.123456Z}. */
  static String of(Instant at) {
    return FORMAT.format(at);
  }

  /** {@code 2024-01-31T10:20:31+00:00}: a time that came from the database, as Python writes it. */
  static String ofDatabase(Instant at) {
    long micros = at.getLong(ChronoField.MICRO_OF_SECOND);
    return SECONDS.format(at) + (micros == 0 ? "" : ".%06d".formatted(micros)) + "+00:00";
  }

  /** Seconds with their fraction. */
  static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / 1e9;
  }

  /** Seconds since 1970 with their fraction. */
  static double epoch(Instant at) {
    return seconds(Duration.between(Instant.EPOCH, at));
  }

  /** A phase of a node's work, as an entry of {@code timing} has it. */
  static Map<String, Object> phase(String name, Instant startedAt, Instant completedAt) {
    Map<String, Object> phase = new LinkedHashMap<>();
    phase.put("name", name);
    phase.put("started_at", of(startedAt));
    phase.put("completed_at", of(completedAt));
    return phase;
  }
}
