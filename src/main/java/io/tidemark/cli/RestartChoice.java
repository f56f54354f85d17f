package io.tidemark.cli;

import io.tidemark.batch.PreviousRun;
import io.tidemark.batch.RunSession;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which run is to be continued.
 *
 * @param id its number, or its invocation's id; null for the last run
 */
record RestartChoice(@Nullable String id) {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /**
   * The run; empty if none has been started yet or the last one is complete.
   *
   * @throws ProjectException if there is no run of that id, or it can't be continued
   */
  Optional<PreviousRun> in(RunSession session) {
    return id == null
        ? session.lastRun().filter(PreviousRun::restartable).map(RestartChoice::begun)
        : Optional.of(begun(asked(session)));
  }

  private PreviousRun asked(RunSession session) {
    PreviousRun asked =
        known(session, Objects.requireNonNull(id).strip())
            .orElseThrow(() -> unknown(session, Objects.requireNonNull(id).strip()));
    if (!asked.restartable()) {
      throw new ProjectException(
          Problem.of("Run " + id + " can't be continued")
              .found("Its status is " + asked.status() + " (must be FAILED or STOPPED)."));
    }
    return asked;
  }

  private static ProjectException unknown(RunSession session, String id) {
    Optional<RunSession.JobFileRun> job =
        NUMBER.matcher(id).matches() ? session.ofJobFile(Long.parseLong(id)) : Optional.empty();
    if (job.isPresent()) {
      String name = job.get().job();
      return new ProjectException(
          Problem.of("Run %s is one of the job %s".formatted(id, name))
              .next(
                  "Continue it with: run --job %s --date %s"
                      .formatted(name, job.get().logicalDate())));
    }
    return new ProjectException(
        Problem.of("This project has no run with the id " + id)
            .found("An id is a run's number, or its invocation's id.")
            .next("Without an id, the last run is continued."));
  }

  private static Optional<PreviousRun> known(RunSession session, String id) {
    return NUMBER.matcher(id).matches() ? session.run(Long.parseLong(id)) : session.run(id);
  }

  /** A process that died before its run had begun has not left what it was asked to do. */
  private static PreviousRun begun(PreviousRun run) {
    if (run.arguments().isEmpty()) {
      throw new ProjectException(
          Problem.of("Run " + run.executionId() + " can't be continued")
              .found("It had died before its first model, and nothing is known of its selection.")
              .next("Start it again with the command that it was started with."));
    }
    return run;
  }
}
