package io.tidemark.report.artifact;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as dbt's artifacts have them. */
final class ArtifactTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private ArtifactTime() {}

  /** {@code 2024-01-31T10:20:31.123456Z}. */
  static String of(Instant at) {
    return FORMAT.format(at);
  }

  /** Seconds with their fraction. */
  static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / 1e9;
  }

  /** Seconds since 1970 with their fraction. */
  static double epoch(Instant at) {
    return seconds(Duration.between(Instant.EPOCH, at));
  }
}
