package io.tidemark.template;

import io.tidemark.jinja.value.UndefinedMode;

/** A template language. Implementations are safe for use by several threads. */
interface Dialect {

  /**
   * Renders a text.
   *
   * @param name the text's name in errors: a path
   * @param undefined what a name does that does not exist
   * @throws io.tidemark.project.problem.ProjectException if it can't be parsed or rendered
   */
  String render(
      String name, String text, NodeScope scope, TemplateHost host, UndefinedMode undefined);
}
