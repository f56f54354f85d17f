package io.tidemark.project.problem;

import java.util.List;
import java.util.stream.Collectors;

/** What the user wrote can't be used; carries every problem that was found, at least one. */
public final class ProjectException extends RuntimeException {

  private final transient List<Problem> problems;

  public ProjectException(List<Problem> problems) {
    super(render(problems));
    // One cause may be found once for each node that it touches; it is told once.
    this.problems = problems.stream().distinct().toList();
  }

  public ProjectException(Problem problem) {
    this(List.of(problem));
  }

  private static String render(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a ProjectException needs a problem");
    }
    return problems.stream().distinct().map(Problem::render).collect(Collectors.joining("\n\n"));
  }

  /** The problems, in the order in which they were found; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
