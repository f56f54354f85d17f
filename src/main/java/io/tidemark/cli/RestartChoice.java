package io.tidemark.cli;

import io.tidemark.batch.PreviousRun;
import io.tidemark.batch.RunSession;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import org.jspecify.annotations.Nullable;

/**
 * Which run is to be continued.
 *
 * @param id an execution's id; null for the last run
 */
record RestartChoice(@Nullable Long id) {

  /**
   * The run, or null if there is nothing to continue.
   *
   * @throws ProjectException if there is no run of that id, or it can't be continued
   */
  @Nullable PreviousRun in(RunSession session) {
    if (id == null) {
      PreviousRun last = session.lastRun().orElse(null);
      return last == null || !last.restartable() ? null : last;
    }
    PreviousRun asked =
        session
            .run(id)
            .orElseThrow(
                () ->
                    new ProjectException(
                        Problem.of("This project has no run with the id " + id)
                            .next("Without an id, the last run is continued.")));
    if (!asked.restartable()) {
      throw new ProjectException(
          Problem.of("Run " + id + " can't be continued")
              .found("Its status is " + asked.status() + " (must be FAILED or STOPPED)."));
    }
    return asked;
  }
}
