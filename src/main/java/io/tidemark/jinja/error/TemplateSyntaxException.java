package io.tidemark.jinja.error;

import java.util.List;

/** The template is refused before anything of it is rendered, as Jinja2 refuses it. */
public final class TemplateSyntaxException extends TemplateException {
  public TemplateSyntaxException(String problem, Place place) {
    super(problem, place, null, List.of(), null);
  }

  /** For an unknown tag, filter or test: with the names that are known. */
  public TemplateSyntaxException(
      String problem, Place place, String unknownName, List<String> candidates) {
    super(problem, place, unknownName, candidates, null);
  }

  @Override
  protected String heading() {
    return "Template syntax error: ";
  }
}
