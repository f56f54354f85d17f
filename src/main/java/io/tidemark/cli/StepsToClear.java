package io.tidemark.cli;

import io.tidemark.batch.StepName;
import io.tidemark.batch.StepState;
import io.tidemark.batch.history.StepRow;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which steps of a run are to run again.
 *
 * @param tasks the tasks, with how each stands
 * @param steps the names of all steps, theirs and their nodes', as the repository has them
 */
record StepsToClear(Map<String, StepState> tasks, List<String> steps) {

  StepsToClear {
    steps = List.copyOf(steps);
  }

  /**
   * Chooses them.
   *
   * @param asked ids of tasks; none for all
   * @param downstream whether with what comes after them
   * @param onlyFailed whether only those that failed, or were kept from running by one that did
   * @throws ProjectException if the job has no such task
   */
  static StepsToClear of(
      Job job, List<StepRow> run, List<String> asked, boolean downstream, boolean onlyFailed) {
    Set<String> chosen = new LinkedHashSet<>();
    for (String task : asked) {
      known(job, task);
      chosen.add(task);
      if (downstream) {
        chosen.addAll(job.dag().descendants(task, Integer.MAX_VALUE));
      }
    }
    Map<String, StepState> tasks = new LinkedHashMap<>();
    for (Task task : job.tasks()) {
      boolean meant = asked.isEmpty() || chosen.contains(task.id());
      run.stream()
          .filter(step -> !step.below() && step.kept().equals(StepName.of(task.id())))
          .filter(step -> meant && (!onlyFailed || failed(step)))
          .forEach(step -> tasks.put(task.id(), step.state()));
    }
    List<String> steps = new ArrayList<>();
    for (StepRow step : run) {
      boolean stays = onlyFailed && step.below() && !failed(step);
      if (tasks.containsKey(step.task()) && !stays) {
        steps.add(step.kept());
      }
    }
    return new StepsToClear(tasks, steps);
  }

  /**
   * Checks that the job has a task.
   *
   * @throws ProjectException if not
   */
  static void known(Job job, String task) {
    List<String> ids = job.tasks().stream().map(Task::id).toList();
    if (!ids.contains(task)) {
      throw new ProjectException(
          Problem.of("The job %s has no task \"%s\"".formatted(job.name(), task))
              .at(job.place())
              .found("Tasks: %s.".formatted(String.join(", ", ids)))
              .next(NearestName.question(task, ids).orElse(null)));
    }
  }

  private static boolean failed(StepRow step) {
    return switch (step.state()) {
      case FAILED, UPSTREAM_FAILED, STOPPED, RUNNING, UP_FOR_RETRY -> true;
      case SUCCESS, SKIPPED, NOT_STARTED, CLEARED, REMOVED -> false;
    };
  }
}
