package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.Macro;
import java.util.List;

/** The language that a model is written in, beside those that its materialization understands. */
public final class MaterializationLanguage {

  private MaterializationLanguage() {}

  /**
   * Lets through what the materialization understands. As in dbt, which is asked in its words
   * because people search for them, what it does not is an error of the node that is run.
   *
   * @param materialization one that a project has written
   * @throws ProjectException if the model is in another language
   */
  public static void check(Node node, Macro materialization) {
    List<String> languages = materialization.languages();
    String language = node.file().isPython() ? "python" : "sql";
    if (!languages.contains(language)) {
      throw new ProjectException(
          Problem.of(
                  "Materialization \"%s\" only supports languages %s; got \"%s\""
                      .formatted(node.config().materialized(), languages, language))
              .at(node.file().start())
              .found("It is written in " + materialization.path() + ".")
              .next("Add \"" + language + "\" to its supported_languages, or choose another."));
    }
  }
}
