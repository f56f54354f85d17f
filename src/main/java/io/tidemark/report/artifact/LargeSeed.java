package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.project.problem.Problem;
import java.util.Optional;

/**
 * What must be known of a seed whose rows are not compared: above dbt's limit of 1 MB a manifest
 * holds the file's path in the place of a checksum.
 *
 * @param event dbt's name of the warning
 * @param code dbt's code of it
 * @param problem what is told
 */
public record LargeSeed(String event, String code, Problem problem) {

  private static final String BY_PATH = "path";

  /** What is to be told of an entry that is compared with an earlier one; empty for any other. */
  static Optional<LargeSeed> compared(JsonNode now, JsonNode then) {
    if (!now.path("resource_type").asText().equals("seed") || !checksum(now).equals(BY_PATH)) {
      return Optional.empty();
    }
    String seed =
        "The seed "
            + now.path("name").asText()
            + " ("
            + now.path("original_file_path").asText()
            + ") is larger than 1 MB";
    if (!checksum(then).equals(BY_PATH)) {
      return Optional.of(
          new LargeSeed(
              "SeedIncreased",
              "I052",
              Problem.of(seed + ", and was not").found("So it counts as changed.")));
    }
    if (now.path("checksum").equals(then.path("checksum"))) {
      return Optional.of(
          new LargeSeed(
              "SeedExceedsLimitSamePath",
              "I053",
              Problem.of(seed + ": its rows are not compared")
                  .found("It counts as unchanged, as in dbt.")
                  .next("If it has changed, select it by its name.")));
    }
    return Optional.of(
        new LargeSeed(
            "SeedExceedsLimitAndPathChanged",
            "I054",
            Problem.of(seed + ", and its file was another").found("So it counts as changed.")));
  }

  private static String checksum(JsonNode entry) {
    return entry.path("checksum").path("name").asText();
  }
}
