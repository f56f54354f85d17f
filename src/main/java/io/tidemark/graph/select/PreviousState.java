package io.tidemark.graph.select;

import io.tidemark.project.problem.ProjectException;
import java.util.List;
import java.util.Set;

/** What another run has left, compared with the project as it is now. */
public interface PreviousState {

  /** What {@code state:} can be asked for. */
  List<String> COMPARISONS =
      List.of(
          "new",
          "old",
          "modified",
          "unmodified",
          "modified.body",
          "modified.configs",
          "modified.persisted_descriptions",
          "modified.relation",
          "modified.macros",
          "modified.contract");

  /**
   * The nodes that compare so with the other run's.
   *
   * @param comparison one of {@link #COMPARISONS}
   * @throws ProjectException if there is no manifest to compare with
   */
  Set<String> compared(String comparison);

  /**
   * The nodes that ended so in the other run.
   *
   * @throws ProjectException if it has left no results
   */
  Set<String> ended(String status);

  /**
   * The sources whose newest rows are newer than they were in the other run.
   *
   * @throws ProjectException if either run has left no freshness
   */
  Set<String> fresherSources();
}
