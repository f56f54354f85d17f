package io.tidemark.job;

import io.tidemark.postgres.Session;
import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateDatabase;

/** Looks whether something has come; between two looks it holds no thread. */
record SensorProgram(TaskWork.WaitFor work, JobProject project) implements TaskProgram {

  @Override
  public TaskAnswer run(TaskTry attempt) {
    if (seen(attempt)) {
      return new TaskAnswer.Done("", -1);
    }
    if (attempt.took().compareTo(work.timeout()) < 0) {
      return new TaskAnswer.NotYet(work.pokeInterval());
    }
    String over = "It has not come within its timeout, " + Text.of(work.timeout());
    if (work.softFail()) {
      return new TaskAnswer.Skip("soft_fail", over);
    }
    // As in Airflow: a sensor that has waited so long does not begin again.
    throw new TaskFailedException(over, true);
  }

  /** A server that is away has nothing to show; it may be back at the next look. */
  private boolean seen(TaskTry attempt) {
    try {
      return holds(attempt);
    } catch (RuntimeException e) {
      if (attempt.cancelled().stopped() || !Outage.is(e)) {
        throw e;
      }
      return false;
    }
  }

  private boolean holds(TaskTry attempt) {
    try (Session session = attempt.target().session()) {
      TemplateDatabase database = TemplateDatabase.of(session, attempt.target().statements());
      return Condition.first(
          project.render(work.place(), work.sql(), attempt.names(), database), session);
    }
  }
}
