package io.tidemark.cli;

import io.tidemark.postgres.Relation;
import io.tidemark.project.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A database that is not the target's, so that the catalog can have nothing of it.
 *
 * @param own the target's database
 * @param ids the nodes and sources that are there, at least one
 */
record OtherDatabase(String name, String own, List<String> ids) {

  /**
   * The others that these are in, in the order of the first of each; as in dbt case is no matter.
   */
  static List<OtherDatabase> of(
      String own, Map<String, Relation> nodes, Map<String, Relation> sources) {
    Map<String, List<String>> others = new LinkedHashMap<>();
    for (Map<String, Relation> relations : List.of(nodes, sources)) {
      relations.forEach(
          (id, relation) -> {
            if (!relation.database().equalsIgnoreCase(own)) {
              others.computeIfAbsent(relation.database(), any -> new ArrayList<>()).add(id);
            }
          });
    }
    return others.entrySet().stream()
        .map(other -> new OtherDatabase(other.getKey(), own, other.getValue()))
        .toList();
  }

  /** As dbt's {@code catalog.json} has it. */
  String error() {
    return "Runtime Error\n  ERROR: Cross-db references not allowed in postgres (%s vs %s)"
        .formatted(name, own);
  }

  Problem problem() {
    String more = ids.size() == 1 ? "" : " and %d more".formatted(ids.size() - 1);
    return Problem.of(
            "The catalog has nothing of the database \"%s\", where %s%s %s"
                .formatted(name, ids.get(0), more, ids.size() == 1 ? "is" : "are"))
        .next("PostgreSQL reaches no database but the one it is connected to (%s)".formatted(own));
  }
}
