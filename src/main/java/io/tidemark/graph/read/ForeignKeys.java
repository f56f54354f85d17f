package io.tidemark.graph.read;

import io.tidemark.graph.Draft;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.project.yaml.YamlScalar;

/** What a foreign key may point to, as dbt has it. */
final class ForeignKeys {

  private ForeignKeys() {}

  /**
   * Looks at a constraint that leads to no node.
   *
   * @throws ProjectException if it is a foreign key that should
   */
  static void check(Draft draft, YamlNode constraint) {
    if (constraint instanceof YamlMapping mapping
        && mapping.get("type") instanceof YamlScalar type
        && "foreign_key".equals(type.value())
        && mapping.get("to") instanceof YamlScalar to
        && to.value() != null) {
      throw new ProjectException(
          Problem.of(
                  "Invalid 'ref' or 'source' syntax on foreign key constraint 'to' on model %s: %s"
                      .formatted(draft.name(), to.value()))
              .at(to.place())
              .next(
                  "Write ref('MODEL') or source('SOURCE', 'TABLE'); for another table leave \"to\""
                      + " out and write expression: \"schema.table (column)\"."));
    }
  }
}
