package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.graph.check.DeprecationDate;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Enforced contracts that the project breaks, compared with another run. As in dbt a model with
 * versions must not do so, since a new version is there for that; any other is told.
 */
final class BrokenContracts {

  private static final String NEXT =
      "Keep what it promised, or give it a new version: versions: in its properties.";

  private final Map<String, JsonNode> now;
  private final Map<String, JsonNode> then;
  private final Instant today;
  private final Problems problems = new Problems();

  /**
   * What one manifest says beside another.
   *
   * @param now the nodes' entries now, by unique id
   * @param then their entries before
   * @param today when a model whose deprecation_date is earlier may be gone
   */
  BrokenContracts(Map<String, JsonNode> now, Map<String, JsonNode> then, Instant today) {
    this.now = now;
    this.then = then;
    this.today = today;
  }

  /**
   * Compares all models of the other run.
   *
   * @return what has to be told, and stops nothing
   * @throws io.tidemark.project.problem.ProjectException if models with versions are among them
   */
  List<Problem> check() {
    then.forEach(this::check);
    problems.throwIfAny();
    return problems.warnings();
  }

  private void check(String id, JsonNode old) {
    if (!old.path("resource_type").asText().equals("model")) {
      return;
    }
    JsonNode node = now.get(id);
    List<String> changes = node == null ? removed(old) : new ContractChange(node, old).breaking();
    if (changes.isEmpty()) {
      return;
    }
    JsonNode shown = node == null ? old : node;
    Problem problem =
        Problem.of(
                "%s breaks its contract: %s"
                    .formatted(id, shown.path("original_file_path").asText()))
            .found("Since the run that it is compared with " + String.join("; ", changes) + ".")
            .next(NEXT);
    if (shown.hasNonNull("version")) {
      problems.add(problem);
    } else {
      problems.warn(problem);
    }
  }

  private List<String> removed(JsonNode old) {
    boolean enforced = old.path("contract").path("enforced").asBoolean();
    return !enforced || past(old.path("deprecation_date"))
        ? List.of()
        : List.of("it was deleted, renamed or disabled");
  }

  private boolean past(JsonNode date) {
    Instant at = DeprecationDate.parse(date.isTextual() ? date.asText() : null);
    return at != null && at.isBefore(today);
  }
}
