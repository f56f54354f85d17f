package io.tidemark.cli;

import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.history.RunAmendment;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.RunState;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tidemark abandon}. */
@Command(
    name = "abandon",
    header = "Give a run up that failed, was stopped or died: no launch continues it.",
    description = {
      "",
      "What it has committed stays. A load that it has left unfinished is completed by the next run"
          + " of its model; see tidemark state.",
      ""
    })
final class AbandonCommand extends RepositoryCommand {

  @Parameters(paramLabel = "ID", description = "The run's number, or its invocation's id.")
  String id = "";

  @Mixin ChangeOutput output = new ChangeOutput();

  @Override
  boolean printsDocument() {
    return output.isDocument();
  }

  @Override
  int run(Books books, Console console) {
    RunRow run = books.run(id);
    if (run.state() == RunState.SUCCESS) {
      throw new ProjectException(
          Problem.of("Run " + run.id() + " is complete, so there is nothing to give up"));
    }
    if (run.state() == RunState.ABANDONED) {
      console.info("Run " + run.id() + " is abandoned already");
      printChange(false, Map.of(), run, books, console);
      return ExitCode.OK;
    }
    try (RunAmendment amendment =
        RunAmendment.open(books.connection().target(), run, surroundings().clock())) {
      amendment.abandon();
    } catch (RunLockedException e) {
      throw atWork(run, e);
    }
    console.info("Run " + run.id() + " is abandoned: no launch continues it");
    printChange(true, Map.of(), run, books, console);
    return ExitCode.OK;
  }

  /** A process is at a run that is to be changed by hand. */
  static ProjectException atWork(RunRow run, RunLockedException e) {
    return new ProjectException(
        Problem.of("A process is at run " + run.id() + ", so nothing was changed")
            .found(String.valueOf(e.getMessage()))
            .next("Wait until it is done, or stop it first."));
  }
}
