package io.tidemark.job;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.KnownJobRun;
import io.tidemark.batch.RunLock;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StepName;
import io.tidemark.batch.StepState;
import io.tidemark.postgres.Session;
import io.tidemark.schedule.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;

/** How a task stands in the job's run before this one. Thread-safe. */
final class Past {

  private final JobRunId id;
  private final RunTarget target;
  private final JobRepository repository;

  Past(JobRunId id, RunTarget target, JobRepository repository) {
    this.id = id;
    this.target = target;
    this.repository = repository;
  }

  /** What the past says. */
  enum Kind {
    /** The task may begin. */
    PASSES,
    /** The run before is at work. */
    RUNNING,
    /** The task has not succeeded there. */
    BLOCKS
  }

  /** What it says of a task. */
  record Answer(Kind kind, String message) {}

  /** Of the first run of a job nothing is asked, as in Airflow. */
  Answer of(Task task) {
    try (Session session = target.session()) {
      Optional<KnownJobRun> before = before(session);
      if (before.isEmpty()) {
        return new Answer(Kind.PASSES, "");
      }
      StepState state = state(before.get(), task);
      if (state == StepState.SUCCESS || state == StepState.SKIPPED) {
        return new Answer(Kind.PASSES, "");
      }
      JobRunId idBefore =
          new JobRunId(id.site(), id.job(), before.get().logicalDate(), id.params());
      boolean works =
          new RunLock(session, target.statements(), idBefore.lockName()).holder().isPresent();
      return works
          ? new Answer(Kind.RUNNING, "")
          : new Answer(
              Kind.BLOCKS,
              "depends_on_past: in the run of %s it has not succeeded"
                  .formatted(before.get().logicalDate()));
    }
  }

  private Optional<KnownJobRun> before(Session session) {
    List<KnownJobRun> runs =
        KnownJobRun.of(id.jobName(), session, target.statements(), target.schema());
    return runs.stream()
        .filter(run -> run.hasParamsOf(id) && run.logicalDate().isBefore(id.logicalDate()))
        .max(Comparator.comparing(KnownJobRun::logicalDate));
  }

  private StepState state(KnownJobRun run, Task task) {
    JobInstance instance = repository.getJobInstance(run.instanceId());
    StepState state =
        instance == null
            ? null
            : EarlierSteps.of(repository.getJobExecutions(instance)).state(StepName.of(task.id()));
    return state == null ? StepState.NOT_STARTED : state;
  }
}
