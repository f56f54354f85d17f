package io.tidemark.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows a run reads. */
final class RowOptions {

  @Option(
      names = "--empty",
      negatable = true,
      fallbackValue = "true",
      description = "Read no rows from ref() and source(): a dry run that makes empty relations.")
  boolean empty;

  @Option(
      names = "--sample",
      paramLabel = "WINDOW",
      description = {
        "Read only rows of a time window, from what has an event_time: \"3 days\", or",
        "\"{start: 2025-01-01, end: 2025-01-02}\"."
      })
  @Nullable String sample;
}
