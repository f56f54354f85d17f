package io.tidemark.job;

import io.tidemark.batch.StepState;
import io.tidemark.schedule.Task;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** Writes the steps of one launch into the job repository. Thread-safe. */
final class StepLedger {

  private final JobRepository repository;
  private final JobExecution launch;
  private final EarlierSteps earlier;
  private final Clock clock;

  StepLedger(JobRepository repository, JobExecution launch, EarlierSteps earlier, Clock clock) {
    this.repository = repository;
    this.launch = launch;
    this.earlier = earlier;
    this.clock = clock;
  }

  /**
   * A step that begins.
   *
   * @param earlierName the name under which earlier launches may have tried it
   */
  OpenStep begin(JobNode node, String earlierName) {
    StepExecution step = create(node.stepName(), node);
    step.getExecutionContext().putString("begun", "true");
    return new OpenStep(step, repository, clock, earlier.tries(earlierName));
  }

  /** A step that was not tried. */
  void record(JobNode node, StepState state, String description, Map<String, String> context) {
    record(create(node.stepName(), node), state, description, context);
  }

  /** A step of a name alone: of what is not in the job file any more. */
  void record(String name, StepState state, String description) {
    record(repository.createStepExecution(name, launch), state, description, Map.of());
  }

  private void record(
      StepExecution step, StepState state, String description, Map<String, String> context) {
    context.forEach(step.getExecutionContext()::putString);
    state.set(step, description);
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
    step.setStartTime(now);
    step.setEndTime(now);
    repository.update(step);
    repository.updateExecutionContext(step);
  }

  private StepExecution create(String name, JobNode node) {
    StepExecution step = repository.createStepExecution(name, launch);
    Task task = node.task();
    step.getExecutionContext().putString("task", task.id());
    step.getExecutionContext().putString("kind", task.work().key());
    step.getExecutionContext().putString("digest", TaskDigest.of(task.work()));
    if (node instanceof JobNode.OfTask one) {
      step.getExecutionContext().putString("node", one.node().uniqueId());
    }
    return step;
  }
}
