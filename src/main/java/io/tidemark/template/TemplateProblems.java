package io.tidemark.template;

import io.tidemark.jinja.error.MacroFrame;
import io.tidemark.jinja.error.TemplateException;
import io.tidemark.jinja.error.TemplateRuntimeException;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.stream.Collectors;

/** What the template engine says, in the form in which a person reads errors. */
final class TemplateProblems {

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
        problem =
            problem.found(
                callers.stream()
                    .skip(1)
                    .map(frame -> "called from " + frame)
                    .collect(Collectors.joining("\n")));
      }
    }
    String nearest = error.nearest().map(name -> "Did you mean '" + name + "'?").orElse(null);
    return new ProjectException(nearest == null ? problem : problem.next(nearest));
  }
}
