package io.tidemark.batch;

import io.tidemark.postgres.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;

/** A hook of the whole run as a step. It runs in every execution, also in a restart. */
final class HookStep extends AbstractStep {

  private final RunHook hook;
  private final RunTarget target;
  private final Consumer<HookResult> listener;
  private final Clock clock;

  HookStep(
      RunHook hook,
      JobRepository repository,
      RunTarget target,
      Consumer<HookResult> listener,
      Clock clock) {
    super(repository);
    setName(Bounds.name(hook.uniqueId()));
    setAllowStartIfComplete(true);
    this.hook = hook;
    this.target = target;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  protected void doExecute(StepExecution execution) {
    Instant start = clock.instant();
    String sql = "";
    try (Session session = target.ownSession()) {
      sql = hook.sql().get();
      if (!sql.isBlank()) {
        session.execute(sql);
      }
    } catch (RuntimeException | Error failure) {
      listener.accept(new HookResult(hook, RunStatus.ERROR, start, clock.instant(), sql, failure));
      throw new NodeFailedException(String.valueOf(failure.getMessage()));
    }
    listener.accept(new HookResult(hook, RunStatus.SUCCESS, start, clock.instant(), sql, null));
  }
}
