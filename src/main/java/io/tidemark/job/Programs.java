package io.tidemark.job;

import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskWork;

/** What does a task's work. */
final class Programs {

  private final JobProject project;

  Programs(JobProject project) {
    this.project = project;
  }

  /**
   * The program of a task that has no nodes.
   *
   * @throws IllegalStateException for a task that has some
   */
  TaskProgram of(Task task) {
    TaskWork work = task.work();
    if (work instanceof TaskWork.Sql sql) {
      return new SqlProgram(sql, project);
    }
    if (work instanceof TaskWork.Command command) {
      return new CommandProgram(command, project);
    }
    if (work instanceof TaskWork.WaitFor wait) {
      return new SensorProgram(wait, project);
    }
    if (work instanceof TaskWork.Freshness freshness) {
      return project.freshness(freshness);
    }
    if (work instanceof TaskWork.RunJob job) {
      return project.job(job);
    }
    throw new IllegalStateException("the task " + task.id() + " is its nodes");
  }
}
