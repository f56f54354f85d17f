package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.RunResultsArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a {@code run_results.json}, ours or dbt's, says of the run that {@code retry} is about.
 *
 * @param which the command
 * @param args its flags, as the artifact has them
 * @param invocationId its invocation
 * @param startedAt when that began, or was over where an older version has not kept it
 * @param writtenAt when it was over
 * @param results how the nodes ended
 */
record EarlierResults(
    String which,
    JsonNode args,
    String invocationId,
    Instant startedAt,
    Instant writtenAt,
    List<Result> results) {

  private static final Set<String> RETRIED =
      Set.of("error", "fail", "skipped", "runtime error", "partial success");
  private static final String OPERATION = "operation.";

  /** How one node, hook or macro ended. */
  record Result(String id, String status) {}

  EarlierResults {
    results = List.copyOf(results);
  }

  /**
   * Reads the artifact in a directory; empty where there is none.
   *
   * @throws ProjectException if it can't be understood
   */
  static Optional<EarlierResults> in(Path directory) {
    Path file = directory.resolve(RunResultsArtifact.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode read = new ObjectMapper().readTree(file.toFile());
      JsonNode metadata = read.path("metadata");
      Instant written = Instant.parse(metadata.path("generated_at").asText());
      String started = metadata.path("invocation_started_at").asText("");
      return Optional.of(
          new EarlierResults(
              read.path("args").path("which").asText(),
              read.path("args"),
              metadata.path("invocation_id").asText(),
              started.isEmpty() || started.equals("null") ? written : Instant.parse(started),
              written,
              read.path("results").valueStream().map(EarlierResults::result).toList()));
    } catch (IOException | DateTimeException e) {
      throw new ProjectException(
          Problem.of("The results of the run in %s can't be read".formatted(file))
              .found(String.valueOf(e.getMessage()))
              .next("Start a new run; it writes the file anew."));
    }
  }

  private static Result result(JsonNode one) {
    return new Result(one.path("unique_id").asText(), one.path("status").asText());
  }

  /** The ids of all that has a result. */
  Set<String> ids() {
    return results.stream().map(Result::id).collect(Collectors.toSet());
  }

  /**
   * The ids of what is to be done again, as dbt chooses it: hooks only belong to their run.
   *
   * @param warningsToo whether what was only warned of is, as with {@code --warn-error}
   */
  Set<String> failed(boolean warningsToo) {
    Set<String> ids = new LinkedHashSet<>();
    for (Result one : results) {
      boolean again =
          RETRIED.contains(one.status()) || (warningsToo && one.status().equals("warn"));
      if (again && !one.id().startsWith(OPERATION)) {
        ids.add(one.id());
      }
    }
    return ids;
  }
}
