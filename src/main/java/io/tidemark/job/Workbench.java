package io.tidemark.job;

import io.tidemark.batch.LentThreads;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.NodeRunner;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.RunOptions;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StepBooks;
import io.tidemark.batch.StopSignal;
import io.tidemark.schedule.Task;
import io.tidemark.schedule.TaskWork;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does the tries of tasks and of their nodes, each on its own time. Thread-safe. */
final class Workbench {

  private final JobProject project;
  private final Programs programs;
  private final RunTarget target;
  private final RunOptions options;
  private final LentThreads lent;
  private final StopSignal stop;
  private final Deadlines deadlines;
  private final RunListener nodes;
  private final JobListener listener;
  private final Clock clock;

  Workbench(
      JobPlan plan,
      RunTarget target,
      LentThreads lent,
      StopSignal stop,
      Deadlines deadlines,
      RunListener nodes,
      JobListener listener,
      Clock clock) {
    this.project = plan.project();
    this.programs = new Programs(project);
    this.target = target;
    this.options = plan.options();
    this.lent = lent;
    this.stop = stop;
    this.deadlines = deadlines;
    this.nodes = nodes;
    this.listener = listener;
    this.clock = clock;
  }

  /** What came of a go at a task's work. */
  sealed interface Result {}

  /** It has an answer. */
  record Answer(TaskAnswer answer) implements Result {}

  /** It failed. */
  record Failure(Throwable cause) implements Result {}

  /** The run was stopped, and the work with it. */
  record Cut() implements Result {}

  /** Does a task's work once; of a task that has no nodes. */
  Result work(Task task, OpenStep step) {
    Map<String, @Nullable Object> names = JobValues.ofTask(task.id(), step.lastTry());
    try (Deadlines.Span span = deadlines.begin(target, task.policy().executionTimeout())) {
      try {
        TaskTry attempt =
            new TaskTry(
                step.lastTry(),
                step.tryTook(),
                names,
                span.target(),
                span.cancelled(),
                line -> listener.output(task, line));
        return new Answer(programs.of(task).run(attempt));
      } catch (RuntimeException | Error failure) {
        if (stop.stopped()) {
          return new Cut();
        }
        return new Failure(span.cancelled().stopped() ? span.told(failure) : failure);
      }
    }
  }

  /** Runs a node once; a failure is a result. */
  NodeResult run(JobNode.OfTask node, OpenStep step) {
    Task task = node.task();
    Map<String, @Nullable Object> names = JobValues.ofTask(task.id(), step.lastTry());
    try (Deadlines.Span span = deadlines.begin(target, task.policy().executionTimeout())) {
      NodeRunner runner =
          new NodeRunner(
              span.target(),
              (one, database) -> project.compilation(one, database, names),
              project.sources(),
              options(task),
              lent,
              new OneTry(nodes),
              clock,
              span::told);
      return runner.run(node.node(), new StepBooks(step.execution(), step.repository()));
    }
  }

  private RunOptions options(Task task) {
    boolean anew = task.work() instanceof TaskWork.Select select && select.fullRefresh();
    return anew ? options.anew() : options;
  }
}
