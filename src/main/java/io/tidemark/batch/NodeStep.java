package io.tidemark.batch;

import io.tidemark.graph.Node;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/** A node as a step: its materialization runs, and the step execution keeps count. */
final class NodeStep extends AbstractStep {

  private final Node node;
  private final NodeRunner runner;
  private final StopSignal stop;

  NodeStep(Node node, JobRepository repository, NodeRunner runner, StopSignal stop) {
    super(repository);
    setName(Bounds.name(node.uniqueId()));
    this.node = node;
    this.runner = runner;
    this.stop = stop;
  }

  @Override
  protected void doExecute(StepExecution execution) throws JobInterruptedException {
    execution.getExecutionContext().putString("node", node.uniqueId());
    NodeResult result = runner.run(node, new StepBooks(execution, getJobRepository()));
    if (result.status().well()) {
      execution.setExitStatus(ExitStatus.COMPLETED.addExitDescription(result.message()));
      return;
    }
    if (stop.stopped()) {
      throw new JobInterruptedException("the run was stopped");
    }
    throw new NodeFailedException(result.message());
  }
}
