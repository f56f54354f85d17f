package io.tidemark.batch;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Statements;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;

/** Has Spring Batch's classes initialised before they are needed. */
public final class BatchWarmUp {

  /** Java writes code for each of these when it is first used, also where nothing records them. */
  private static final List<String> EVENTS =
      List.of("job.JobLaunchEvent", "job.JobExecutionEvent", "step.StepExecutionEvent");

  private static final String EVENTS_PACKAGE =
      "org.springframework.batch.core.observability.jfr.events.";

  private BatchWarmUp() {}

  /** Does it; nothing is connected to. */
  public static void run() {
    EVENTS.forEach(BatchWarmUp::initialise);
    DeadLaunches.operator(
        new JobRepositories(new Statements(), new Identifier("none"))
            .open(new PGSimpleDataSource())
            .repository(),
        new MapJobRegistry());
  }

  private static void initialise(String event) {
    try {
      Class.forName(EVENTS_PACKAGE + event);
    } catch (ClassNotFoundException otherVersion) {
      // Another Spring Batch, which has nothing to be readied.
    }
  }
}
