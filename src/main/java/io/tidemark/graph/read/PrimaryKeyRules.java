package io.tidemark.graph.read;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A model has one primary key at most, and it is written in one place. */
final class PrimaryKeyRules {

  private PrimaryKeyRules() {}

  /**
   * Checks the constraints of a model, enforced or not, as dbt does.
   *
   * @throws ProjectException in dbt's words
   */
  static void check(NodeProperties model) {
    List<ColumnProperties> columns =
        model.columns().stream().filter(column -> hasKey(column.constraints())).toList();
    if (columns.size() > 1) {
      String names =
          String.join(", ", columns.stream().map(column -> "'" + column.name() + "'").toList());
      throw new ProjectException(
          Problem.of(
                  "Found %d columns ([%s]) with primary key constraints defined"
                      .formatted(columns.size(), names))
              .at(columns.get(0).place())
              .at(columns.get(1).place())
              .next(
                  "Primary keys for multiple columns must be defined as a model level constraint:"
                      + " {type: primary_key, columns: […]}."));
    }
    if (!columns.isEmpty() && hasKey(model.constraints())) {
      throw new ProjectException(
          Problem.of(
                  "Primary key constraints defined at the model level and the columns level of "
                      + model.name())
              .at(columns.get(0).place())
              .next(
                  "Primary keys can be defined at the model level or the column level, not both:"
                      + " remove one."));
    }
  }

  private static boolean hasKey(Collection<YamlNode> constraints) {
    return constraints.stream()
        .anyMatch(
            one -> one.value() instanceof Map<?, ?> map && "primary_key".equals(map.get("type")));
  }
}
