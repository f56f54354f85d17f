package io.tidemark.cli;

import io.tidemark.batch.RunResult;
import java.time.Instant;

/** Writes what a run leaves for other tools. */
final class RunArtifacts {

  private final RunPlan plan;
  private final ProjectCommand command;
  private final Instant invokedAt;

  RunArtifacts(RunPlan plan, ProjectCommand command, Instant invokedAt) {
    this.plan = plan;
    this.command = command;
    this.invokedAt = invokedAt;
  }

  void write(RunResult result) {
    plan.files().file("run_results.json");
  }
}
