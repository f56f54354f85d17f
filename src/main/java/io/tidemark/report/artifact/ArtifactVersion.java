package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a file is the artifact of dbt's that it should be, in a version that can be read. */
final class ArtifactVersion {

  private static final Pattern SCHEMA =
      Pattern.compile(".*/dbt/(?<kind>[a-z-]+)/v(?<version>\\d{1,4})\\.json");

  private ArtifactVersion() {}

  /**
   * The artifact.
   *
   * @param kind dbt's name in the address of its schema, for example {@code run-results}
   * @param file where it was read, for the error
   * @throws ProjectException where it is something else, or of a version before or after those
   */
  static JsonNode checked(JsonNode read, String kind, int oldest, int newest, Path file) {
    String schema = read.path("metadata").path("dbt_schema_version").asText("");
    Matcher parts = SCHEMA.matcher(schema);
    if (!parts.matches() || !parts.group("kind").equals(kind)) {
      throw new ProjectException(
          Problem.of("%s is no %s of dbt's".formatted(file, kind.replace('-', ' ')))
              .found(
                  schema.isEmpty()
                      ? "It does not say its version (metadata.dbt_schema_version)."
                      : "It says that it is %s.".formatted(schema))
              .next("Name the directory that another run has left its artifacts in: --state DIR"));
    }
    int version = Integer.parseInt(parts.group("version"));
    if (version < oldest || version > newest) {
      throw new ProjectException(
          Problem.of("%s is of a version that can't be read here".formatted(file))
              .found("Found v%d. Allowed: v%d to v%d.".formatted(version, oldest, newest))
              .next("Run the other project again with a dbt (or Tidemark) of this time."));
    }
    return read;
  }
}
