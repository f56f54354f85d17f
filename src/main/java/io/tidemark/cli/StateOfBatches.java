package io.tidemark.cli;

import io.tidemark.load.microbatch.UnfinishedBatches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code state} tells of microbatch models: the batches that were planned and not done. */
final class StateOfBatches {

  private static final int NAMED = 10;

  private final List<UnfinishedBatches> unfinished;

  StateOfBatches(List<UnfinishedBatches> unfinished) {
    this.unfinished = List.copyOf(unfinished);
  }

  /** A line for each relation, to stand below the table; empty where all is done. */
  String text() {
    return unfinished.stream().map(StateOfBatches::line).collect(Collectors.joining());
  }

  private static String line(UnfinishedBatches relation) {
    String names =
        relation.left().stream()
            .limit(NAMED)
            .map(left -> left.message().isEmpty() ? left.batch() : left.batch() + " (failed)")
            .collect(Collectors.joining(", "));
    int more = relation.left().size() - NAMED;
    return "\n%s.%s: %d of %d batches done; the next run does %s%s as well"
        .formatted(
            relation.schema(),
            relation.name(),
            relation.done(),
            relation.planned(),
            names,
            more > 0 ? " and " + more + " more" : "");
  }

  /** The batches of a relation for machines; null where all is done. */
  @Nullable Map<String, Object> object(String schema, String name) {
    return unfinished.stream()
        .filter(one -> one.schema().equals(schema) && one.name().equals(name))
        .map(StateOfBatches::object)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> object(UnfinishedBatches relation) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("planned", relation.planned());
    object.put("done", relation.done());
    object.put("left", relation.left().stream().map(UnfinishedBatches.Left::batch).toList());
    Map<String, String> failed = new LinkedHashMap<>();
    relation.left().stream()
        .filter(left -> !left.message().isEmpty())
        .forEach(left -> failed.put(left.batch(), left.message()));
    object.put("failed", failed);
    object.put("planned_at", relation.plannedAt().toString());
    object.put("invocation_id", relation.invocationId());
    return object;
  }
}
