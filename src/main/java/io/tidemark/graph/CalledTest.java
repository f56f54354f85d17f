package io.tidemark.graph;

import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.ArrayList;
import java.util.List;

/** The call of a generic test's macro, which stands in no file. */
public final class CalledTest {

  private CalledTest() {}

  /**
   * What is wrong with a call, told where the test stands.
   *
   * @param called the text of the call
   * @param test where the test stands
   */
  public static ProjectException located(ProjectException wrong, SourceFile called, Place test) {
    String file = called.start().file();
    List<Problem> told = new ArrayList<>();
    for (Problem problem : wrong.problems()) {
      List<Place> places =
          problem.places().stream()
              .map(place -> place.file().equals(file) ? test : place)
              .distinct()
              .toList();
      told.add(
          new Problem(problem.what(), places, problem.found(), problem.next(), problem.kind()));
    }
    ProjectException located = new ProjectException(told);
    located.initCause(wrong);
    return located;
  }
}
