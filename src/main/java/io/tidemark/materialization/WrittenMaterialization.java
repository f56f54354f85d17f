package io.tidemark.materialization;

import io.tidemark.template.MaterializationAnswer;
import io.tidemark.template.TemplateDatabase;

/** A materialization that the project or a package has written as a macro. */
@FunctionalInterface
public interface WrittenMaterialization {

  /**
   * Runs it.
   *
   * @param sql the node's compiled SQL
   * @param database where it asks and says what lasts
   * @throws io.tidemark.project.problem.ProjectException if it fails
   */
  MaterializationAnswer run(String sql, TemplateDatabase database);
}
