package io.tidemark.cli;

import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.history.RunAmendment;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.RunState;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.schedule.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark clear}. */
@Command(
    name = "clear",
    header = "Let tasks of a job's run run again with its next launch.",
    description = {
      "",
      "Without --task: all of them. It tells which and asks, or needs --yes. What they have done to"
          + " tables is not undone. A load that was left half done goes on from where it is.",
      "Afterwards: tidemark run --job JOB --date DATE",
      ""
    })
final class ClearCommand extends RepositoryCommand {

  @Mixin JobRunOptions which = new JobRunOptions();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "A task, or several with one option each.")
  List<String> tasks = new ArrayList<>();

  @Option(names = "--downstream", description = "With all tasks that come after them.")
  boolean downstream;

  @Option(
      names = "--only-failed",
      description =
          "Only what failed, was kept from running by a failure, or was at work when the run ended;"
              + " of a task with nodes only those of its nodes.")
  boolean onlyFailed;

  @Option(
      names = {"-y", "--yes"},
      description = "Don't ask.")
  boolean yes;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: an object with the fields changed, tasks (objects with task and"
            + " state_before) and run, which has the fields of tidemark runs. Nobody is asked then:"
            + " it needs --yes."
      })
  Form output = Form.text;

  @Override
  boolean printsDocument() {
    return output == Form.json;
  }

  @Override
  int run(Books books, Console console) {
    if (downstream && tasks.isEmpty()) {
      throw new ProjectException(
          Problem.of("--downstream needs a --task after which tasks come")
              .next("Without both, all tasks are cleared."));
    }
    if (printsDocument() && !yes) {
      throw new ProjectException(
          Problem.of("Nothing was cleared, because nobody is asked where --output is json")
              .next("If that is what you want: --yes"));
    }
    Job job = which.job(books);
    tasks.forEach(task -> StepsToClear.known(job, task));
    RunRow run = which.run(job, books);
    if (run.state() == RunState.ABANDONED) {
      throw new ProjectException(
          Problem.of("Run %d was abandoned, so no launch would run its tasks".formatted(run.id())));
    }
    StepsToClear clear =
        StepsToClear.of(job, books.history().steps(run), tasks, downstream, onlyFailed);
    if (clear.tasks().isEmpty()) {
      console.info("There is nothing to clear.");
      printChange(false, Map.of(), run, books, console);
      return ExitCode.OK;
    }
    console.info(
        "What there is to clear in run %d, %s of %s:"
            .formatted(run.id(), job.name(), run.logicalDate()));
    clear
        .tasks()
        .forEach(
            (task, state) -> {
              long nodes = clear.steps().stream().filter(s -> s.startsWith(task + "/")).count();
              console.info(
                  "%s: %s%s"
                      .formatted(
                          task,
                          state.airflowName(),
                          nodes == 0 ? "" : nodes == 1 ? ", 1 node" : ", " + nodes + " nodes"));
            });
    if (!new Agreement(yes, "Clear this?", "Nothing was cleared").given(surroundings(), console)) {
      return ExitCode.OK;
    }
    try (RunAmendment amendment =
        RunAmendment.open(books.connection().target(), run, surroundings().clock())) {
      amendment.clear(clear.steps());
    } catch (RunLockedException e) {
      throw AbandonCommand.atWork(run, e);
    }
    console.info(
        "Cleared: %s. They run again with: %s run --job %s --date %s"
            .formatted(
                String.join(", ", clear.tasks().keySet()),
                Program.name(surroundings()),
                job.name(),
                which.date));
    printChange(true, clear.tasks(), run, books, console);
    return ExitCode.OK;
  }
}
