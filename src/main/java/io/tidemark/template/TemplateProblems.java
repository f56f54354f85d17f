package io.tidemark.template;

import io.tidemark.jinja.error.MacroFrame;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.error.TemplateRuntimeException;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the template engine says, in the form in which a person reads errors. */
final class TemplateProblems {

  /** A macro that calls itself has hundreds of callers, all the same. */
  private static final int MOST_CALLERS = 10;

  private TemplateProblems() {}

  static Place place(io.tidemark.jinja.error.Place place) {
    return new Place(place.template(), Math.max(1, place.line()), 0, place.text());
  }

  /** The error as a problem of the project. */
  static ProjectException of(TemplateException error) {
    Problem problem = Problem.of(error.problem()).at(place(error.place()));
    if (error instanceof TemplateRuntimeException atRunTime) {
      List<MacroFrame> callers = atRunTime.stack();
      if (callers.size() > 1) {
        problem = problem.found(calledFrom(callers.subList(1, callers.size())));
      }
    }
    String next =
        error
            .nearest()
            .map(name -> "Did you mean '" + name + "'?")
            .or(() -> TemplateHints.of(error.problem(), error.place().text()))
            .orElse(null);
    return new ProjectException(next == null ? problem : problem.next(next));
  }

  private static String calledFrom(List<MacroFrame> callers) {
    int last = callers.size() - 1;
    int left = callers.size() - MOST_CALLERS;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i < MOST_CALLERS - 1 || i == last)
        .mapToObj(
            i ->
                (i == last && left > 0 ? "… " + left + " more\n" : "")
                    + "called from "
                    + callers.get(i))
        .collect(Collectors.joining("\n"));
  }
}
