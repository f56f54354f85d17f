package io.tidemark.cli;

import io.tidemark.batch.history.Launched;
import io.tidemark.batch.history.LogLine;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.StepRow;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.history.RunLogText;
import io.tidemark.report.history.RunsJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark logs}. */
@Command(
    name = "logs",
    header = "Print what was told while a run went on, on whichever machine that was.",
    description = {
      "",
      "The lines of its launches as the job repository keeps them: those that a person sees, with"
          + " what its commands printed, up to 10,000 a launch. What a debug level adds is only in"
          + " the log file of the machine that ran it (logs/tidemark.log), below the invocation's"
          + " id that the first line tells.",
      ""
    })
final class LogsCommand extends RepositoryCommand {

  @Parameters(paramLabel = "ID", description = "The run's number, or its invocation's id.")
  String id = "";

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = "Only what is about this task of a job, with its nodes; or about this node.")
  @Nullable String task;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: an object with the fields run and lines, an array of objects with"
            + " the fields launch, at, level, step and text."
      })
  Form output = Form.text;

  @Override
  boolean printsDocument() {
    return output == Form.json;
  }

  @Override
  int run(Books books, Console console) {
    RunRow run = books.run(id);
    List<StepRow> steps = books.history().steps(run);
    Set<String> wanted = task == null ? Set.of() : wanted(task, run, steps);
    List<LogLine> lines =
        books.history().log(run).stream()
            .filter(line -> task == null || wanted.contains(String.valueOf(line.step())))
            .toList();
    if (output == Form.json) {
      Instant now = surroundings().clock().instant();
      console.document(new RunsJson(now).ofLog(run, lines));
      return ExitCode.OK;
    }
    RunLogText text = new RunLogText(surroundings().clock().getZone());
    if (lines.isEmpty()) {
      console.print(
          "The job repository has kept no line of this. What its steps have said last:\n"
              + text.ofSteps(
                  steps.stream().filter(step -> task == null || belongs(step, wanted)).toList()));
      return ExitCode.OK;
    }
    for (Launched launch : run.launches()) {
      List<LogLine> own =
          lines.stream().filter(line -> line.executionId() == launch.executionId()).toList();
      if (!own.isEmpty()) {
        console.print(text.of(launch, own));
      }
    }
    return ExitCode.OK;
  }

  private static boolean belongs(StepRow step, Set<String> wanted) {
    return wanted.contains(step.shortName()) || wanted.contains(step.task());
  }

  /** The task's id and its nodes' unique ids; or those of a node that is named so. */
  private static Set<String> wanted(String task, RunRow run, List<StepRow> steps) {
    Set<String> wanted = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (StepRow step : steps) {
      String node = step.shortName();
      String name = node.substring(node.lastIndexOf('.') + 1);
      names.add(step.task());
      names.add(name);
      if (step.task().equals(task) || node.equals(task) || name.equals(task)) {
        wanted.add(node);
      }
    }
    if (wanted.isEmpty()) {
      throw new ProjectException(
          Problem.of("Run %d has no task or node \"%s\"".formatted(run.id(), task))
              .found(NearestName.question(task, names).orElse(null))
              .next("tidemark runs show %d tells which it has.".formatted(run.id())));
    }
    return wanted;
  }
}
