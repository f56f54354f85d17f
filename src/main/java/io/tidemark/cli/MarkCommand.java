package io.tidemark.cli;

import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.StepState;
import io.tidemark.batch.history.RunAmendment;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.RunState;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.schedule.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark mark}. */
@Command(
    name = "mark",
    header = "Say by hand that a task of a job's run has succeeded, or failed.",
    description = {
      "",
      "A task that was marked success is not run; what comes after it may run with the next launch:"
          + " tidemark run --job JOB --date DATE",
      "A task that was marked failed runs again with the next launch, if its trigger rule lets it.",
      ""
    })
final class MarkCommand extends RepositoryCommand {

  @Mixin JobRunOptions which = new JobRunOptions();

  @Option(names = "--task", required = true, paramLabel = "TASK", description = "The task.")
  String task = "";

  @Parameters(index = "1", paramLabel = "STATE", description = "success or failed.")
  State state = State.success;

  /** What a task may be marked as. */
  enum State {
    /** It need not be run any more. */
    success,
    /** It has to be run again. */
    failed
  }

  @Mixin ChangeOutput output = new ChangeOutput();

  @Override
  boolean printsDocument() {
    return output.isDocument();
  }

  @Override
  int run(Books books, Console console) {
    Job job = which.job(books);
    StepsToClear.known(job, task);
    RunRow run = which.run(job, books);
    if (run.state() == RunState.ABANDONED) {
      throw new ProjectException(
          Problem.of("Run %d was abandoned, so no launch would go on with it".formatted(run.id())));
    }
    Map<String, StepState> before = new LinkedHashMap<>();
    books.history().steps(run).stream()
        .filter(step -> step.name().equals(task))
        .forEach(step -> before.put(task, step.state()));
    try (RunAmendment amendment =
        RunAmendment.open(books.connection().target(), run, surroundings().clock())) {
      amendment.mark(task, state == State.success);
    } catch (RunLockedException e) {
      throw AbandonCommand.atWork(run, e);
    }
    console.info(
        "Marked %s as %s in the run of %s of %s. Go on with: %s run --job %s --date %s"
            .formatted(
                task,
                state,
                job.name(),
                run.logicalDate(),
                Program.name(surroundings()),
                job.name(),
                which.date));
    printChange(true, before, run, books, console);
    return ExitCode.OK;
  }
}
