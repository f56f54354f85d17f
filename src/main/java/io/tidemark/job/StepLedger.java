package io.tidemark.job;

import io.tidemark.batch.StepBooks;
import io.tidemark.batch.StepState;
import io.tidemark.schedule.Task;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** Writes the steps of one launch into the job repository. Thread-safe. */
final class StepLedger {

  private final StepWrites writes;
  private final JobExecution launch;
  private final EarlierSteps earlier;
  private final Renames renames;
  private final Clock clock;

  StepLedger(
      StepWrites writes, JobExecution launch, EarlierSteps earlier, Renames renames, Clock clock) {
    this.writes = writes;
    this.launch = launch;
    this.earlier = earlier;
    this.renames = renames;
    this.clock = clock;
  }

  /**
   * A step that was not tried.
   *
   * @param at when that was decided
   * @param context what is kept of it besides
   */
  record Untried(
      JobNode node, StepState state, String description, Map<String, String> context, Instant at) {

    /** Copies the map. */
    Untried {
      context = Map.copyOf(context);
    }
  }

  /** A step that begins, and its first try in this launch with it, if it is one that is tried. */
  OpenStep begin(JobNode node) {
    int triedBefore = earlier.tries(renames.earlierName(node));
    return writes.atOnce(
        repository -> {
          StepExecution step = create(node, repository);
          step.getExecutionContext().putString("begun", "true");
          OpenStep open = new OpenStep(step, writes, clock, triedBefore);
          if (!(node instanceof JobNode.Join)) {
            open.beginFirstTry();
            StepWrites.save(step, repository);
          }
          return open;
        });
  }

  /** A step that was not tried, now. */
  void record(JobNode node, StepState state, String description, Map<String, String> context) {
    record(List.of(new Untried(node, state, description, context, clock.instant())));
  }

  /** Steps that were not tried. */
  void record(List<Untried> steps) {
    writes.atOnce(
        repository -> {
          for (Untried one : steps) {
            StepExecution step = create(one.node(), repository);
            one.context().forEach(step.getExecutionContext()::putString);
            end(step, one.state(), one.description(), one.at(), repository);
          }
          return steps;
        });
  }

  /** A step of a name alone: of what is not in the job file any more. */
  void record(String name, StepState state, String description) {
    writes.atOnce(
        repository -> {
          StepExecution step = repository.createStepExecution(name, launch);
          end(step, state, description, clock.instant(), repository);
          return step;
        });
  }

  private static void end(
      StepExecution step,
      StepState state,
      String description,
      Instant at,
      JobRepository repository) {
    state.set(step, description);
    LocalDateTime local = LocalDateTime.ofInstant(at, ZoneId.systemDefault());
    step.setStartTime(local);
    step.setEndTime(local);
    StepWrites.save(step, repository);
  }

  private StepExecution create(JobNode node, JobRepository repository) {
    StepExecution step = repository.createStepExecution(node.stepName(), launch);
    Task task = node.task();
    step.getExecutionContext().putString("task", task.id());
    step.getExecutionContext().putString("kind", task.work().key());
    step.getExecutionContext().putString("digest", TaskDigest.of(task.work()));
    if (node instanceof JobNode.OfTask one) {
      step.getExecutionContext().putString("node", one.node().uniqueId());
    }
    handOn(renames.earlierName(node), step);
    return step;
  }

  /** What the run's next launch has to know, whatever becomes of the step in this one. */
  private void handOn(String earlierName, StepExecution step) {
    int tries = earlier.tries(earlierName);
    if (tries > 0) {
      step.getExecutionContext().putInt("try_number", tries);
    }
    String begun = earlier.text(earlierName, StepBooks.TRANSFER_BEGUN);
    if (!begun.isEmpty()) {
      step.getExecutionContext().putString(StepBooks.TRANSFER_BEGUN, begun);
    }
  }
}
