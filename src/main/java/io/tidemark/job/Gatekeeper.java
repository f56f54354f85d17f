package io.tidemark.job;

import io.tidemark.batch.RunTarget;
import io.tidemark.postgres.Session;
import io.tidemark.schedule.Task;
import io.tidemark.template.TemplateDatabase;
import java.time.Duration;

/** Lets tasks begin: {@code depends_on_past} and {@code when}. Thread-safe. */
final class Gatekeeper {

  /** How often it is looked whether the run before has come to an end. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final JobProject project;
  private final RunTarget target;
  private final Past past;
  private final Outage outage;

  Gatekeeper(JobProject project, RunTarget target, Past past) {
    this.project = project;
    this.target = target;
    this.past = past;
    this.outage = new Outage(target.running());
  }

  /**
   * Decides about a task.
   *
   * @param begun whether an earlier launch has let it begin: then its condition is not asked again
   */
  Admission admit(Task task, boolean begun) {
    if (task.policy().dependsOnPast()) {
      Past.Answer answer = outage.over(() -> past.of(task));
      if (answer.kind() == Past.Kind.RUNNING) {
        return new Admission.Wait(BETWEEN_LOOKS);
      }
      if (answer.kind() == Past.Kind.BLOCKS) {
        return new Admission.Blocked(answer.message());
      }
    }
    String when = task.policy().when();
    if (when == null || begun) {
      return new Admission.Go();
    }
    try {
      return outage.over(() -> asked(task, when))
          ? new Admission.Go()
          : new Admission.Skip("when", "its condition does not hold");
    } catch (RuntimeException e) {
      return new Admission.Broken(e);
    }
  }

  private boolean asked(Task task, String when) {
    try (Session session = target.session()) {
      TemplateDatabase database = TemplateDatabase.of(session, target.statements());
      String rendered =
          project.render(task.place(), when, JobValues.ofTask(task.id(), 1), database);
      return Condition.holds(rendered, session);
    }
  }
}
