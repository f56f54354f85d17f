package io.tidemark.batch;

/** The names of the steps of a job's run. */
public final class StepName {

  private StepName() {}

  /** The step of a task. */
  public static String of(String task) {
    return Bounds.name(task);
  }

  /** The step of one of the nodes of a task. */
  public static String of(String task, String uniqueId) {
    return Bounds.name(task + "/" + uniqueId);
  }
}
