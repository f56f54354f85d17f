package io.tidemark.template;

import io.tidemark.jinja.error.TemplateException;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;

/** Tells whether a text is a template, long before anybody renders it. */
public final class TemplateSyntax {

  private TemplateSyntax() {}

  /**
   * Collects what is wrong with a text.
   *
   * @param place where it begins
   */
  public static void check(Place place, String text, Problems problems) {
    try {
      TemplateEngine.environment().parse(place.file(), TemplateEngine.atItsLine(text, place));
    } catch (TemplateException e) {
      Problem problem =
          Problem.of(e.problem())
              .at(text.indexOf('\n') < 0 ? place : TemplateProblems.place(e.place()));
      problems.add(
          e.nearest().map(name -> problem.next("Did you mean '" + name + "'?")).orElse(problem));
    }
  }
}
